"""How the window fares while an attachment goes out: `window_gap.py` in a process of its own, offscreen."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bulk import bulk_server, write_attachment


@dataclass(frozen=True, slots=True)
class Aliveness:
    """Seconds: the longest gaps of a 5 ms timer, and from Cancel until the letter had stopped.

    `delivered` is whether the cancelled letter arrived all the same.
    """

    security: str
    idle_gap: float
    sending_gap: float
    sending_seconds: float
    cancel: float
    delivered: bool


def measure(octets: int) -> Iterator[Aliveness]:
    """Measure in clear and under TLS."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        attachment = Path(folder) / "attachment.bin"
        write_attachment(attachment, octets)
        for security in ("none", "tls"):
            yield _measure(Path(folder), attachment, security)


def _measure(folder: Path, attachment: Path, security: str) -> Aliveness:
    with bulk_server(folder, security) as server:
        profile = folder / f"profile-{security}"
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
        big = [letter for letter in server.letters if letter > attachment.stat().st_size]
        return Aliveness(security, **told, delivered=len(big) > 1)
