"""How the window fares with a full outbox: `many_letters.py` in a process of its own, offscreen."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FullOutbox:
    """Seconds: the longest gaps of a 5 ms timer, but for those from Send to safe on disk.

    These are `queue` and `alone`, with nothing else at work: medians; `_90` are the 90th percentiles.
    """

    idle: float
    open: float
    scroll: float
    search: float
    queue: float
    queue_90: float
    alone: float
    alone_90: float
    queueing: float
    rows: int


def measure() -> FullOutbox:
    """Measure once, on a store made for it."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.bench.many_letters", str(Path(folder) / "profile")],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return FullOutbox(**json.loads(ended.stdout))
