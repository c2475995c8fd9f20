"""When a window is painted first, and when its fields are there for the next key: as Qt itself tells of both.

A bare window has no fields. Tegata draws all of them at once, and by then one of them has the focus.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.programs import BARE, Program, bare, tegatas

RUNS = 15
_TELLING = "qt.widgets.painting=true"
_SEEN, _FIELDS = "Flushing", "LetterBody"
_CACHES = Path("/proc/sys/vm/drop_caches")
_GIVEN_BACK = "the files were given back one by one (to drop all caches takes root)"


@dataclass(frozen=True, slots=True)
class Sight:
    """Seconds from the start of the process, medians. `ready` is None for a window without fields."""

    name: str
    first: float
    ready: float | None


def measure(folder: Path, runs: int = RUNS, *, cold: bool = False) -> list[Sight]:
    """Measure the bare window and Tegata's in turns: a busy moment falls on all alike."""
    there = [bare(folder), *tegatas(folder)]
    for program in there:
        _watch(program)  # what a profile is given at its first start, and from a warm disk
    rounds = [[_watch(program, before=forget if cold else None) for program in there] for _run in range(runs)]
    return [
        _median(program, watched) for program, watched in zip(there, zip(*rounds, strict=True), strict=True)
    ]


def forget() -> None:
    """Let nothing of any file be in memory; as far as one may, see `how_cold`."""
    os.sync()
    if os.access(_CACHES, os.W_OK):
        _CACHES.write_text("3")
        return
    for file in _files():
        with file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def how_cold() -> str:
    """Say what `forget` does on this machine."""
    return "all caches were dropped" if os.access(_CACHES, os.W_OK) else _GIVEN_BACK


def marks(lines: Iterable[str], clock: Callable[[], float], *, fields: bool) -> tuple[float, float | None]:
    """Return when a window was seen first, and when with its fields, from what Qt tells as it paints.

    Raises EOFError where it stops before.
    """
    first, drawn = None, False
    for line in lines:
        drawn = drawn or _FIELDS in line
        if _SEEN not in line:
            continue
        first = first or clock()
        if drawn or not fields:
            return first, clock() if fields else None
    raise EOFError("the program ended before its window was painted")


def _watch(program: Program, before: Callable[[], None] | None = None) -> tuple[float, float | None]:
    if before is not None:
        before()
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, "QT_LOGGING_RULES": _TELLING}
    began = time.monotonic()
    with subprocess.Popen(
        program.first, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        try:
            return marks(process.stderr, lambda: time.monotonic() - began, fields=program.name != BARE)
        finally:
            process.kill()


def _median(program: Program, watched: Sequence[tuple[float, float | None]]) -> Sight:
    ready = [each for _first, each in watched if each is not None]
    return Sight(program.name, median(first for first, _ready in watched), median(ready) if ready else None)


def _files() -> Iterable[Path]:
    """Return what a start may read: Python's and its packages' files, and the bundle's."""
    for folder in (sys.prefix, sys.base_prefix, "dist/tegata"):
        yield from (file for file in Path(folder).rglob("*") if file.is_file())
