"""How the window fares while an attachment goes out: `window_gap.py` in a process of its own, offscreen."""

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.bench.bulk import WAYS, BulkServer, bulk_server, write_attachment

_PATIENCE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Aliveness:
    """Seconds: the longest gaps of a 5 ms timer, and what passed from Cancel until two things had happened.

    `cancel` is until the letter counted as stopped, `silence` until the server had taken the last octet and
    seen the end of the line. `delivered` is whether the cancelled letter arrived all the same.
    """

    security: str
    way: str
    idle_gap: float
    sending_gap: float
    sending_seconds: float
    cancel: float
    silence: float
    delivered: bool


def measure(octets: int) -> Iterator[Aliveness]:
    """Measure in clear and under TLS, by BDAT and by DATA."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        attachment = Path(folder) / "attachment.bin"
        write_attachment(attachment, octets)
        for security, way in product(("none", "tls"), WAYS):
            yield _measure(Path(folder), attachment, security, way)


def _measure(folder: Path, attachment: Path, security: str, way: str) -> Aliveness:
    with bulk_server(folder, security, way) as server:
        profile = folder / f"profile-{security}-{way}"
        paths = str(attachment), str(profile)
        ended = subprocess.run(
            [sys.executable, "-m", "tests.bench.window_gap", server.errand.write(), *paths],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        if ended.returncode:
            raise RuntimeError(ended.stderr)
        told = json.loads(ended.stdout)
        silence = _cut(server) - told.pop("cancelled_at")
        big = [letter for letter in server.letters if letter > attachment.stat().st_size]
        return Aliveness(security, way, **told, silence=silence, delivered=len(big) > 1)


def _cut(server: BulkServer) -> float:
    """Return when the server saw the end of the cancelled letter; never, if it has not seen one."""
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while not server.cuts and time.monotonic() < give_up:
        time.sleep(0.01)
    return next(iter(server.cuts), math.inf)
