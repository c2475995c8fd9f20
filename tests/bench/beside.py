"""Tegata's window beside a bare one and other mailers': painted when, what it takes, and how it rests."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.eye import Eye, open_eye
from tests.bench.footprint import Upkeep, memory, reading
from tests.bench.programs import Program, programs
from tests.bench.sights import forget

_WARM_RUNS, _COLD_RUNS = 7, 3
_TEXTS = ["M" * length for length in (100, 300, 500, 700, 900)]
_SETTLED = 10.0
_RESTS = 100.0
"""Until Qt's caches of fonts and pictures have been emptied, which they are by timers that end then."""

_MINUTE = 60.0
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Beside:
    """Seconds until painted, None where not measured; octets (PSS) once it has settled; a minute at rest."""

    name: str
    warm: float
    cold: float
    again: float | None
    memory: int
    rest: Upkeep


def measure() -> list[Beside]:
    """Measure all that is there, in turns: a busy moment falls on all alike."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        there = programs(Path(folder))
        with open_eye() as eye:
            stage = _Stage(eye, Path(folder))
            for program in there:
                stage.first(program)  # what a profile is given at its first start, and from a warm disk
            warm = _medians(there, stage.first, _WARM_RUNS)
            cold = _medians(there, stage.cold, _COLD_RUNS)
            sizes, again = {}, {}
            for program in there:
                sizes[program.name], again[program.name] = stage.settled(program)
        rests = _rests(there, Path(folder))
    names = [each.name for each in there]
    return [Beside(n, warm[n], cold[n], again[n], sizes[n], rests[n]) for n in names]


def _medians(there: Sequence[Program], seconds: Callable[[Program], float], runs: int) -> dict[str, float]:
    measured = [[seconds(program) for program in there] for _run in range(runs)]
    return {
        each.name: median(column) for each, column in zip(there, zip(*measured, strict=True), strict=True)
    }


class _Stage:
    """One display that one program after the other is started on."""

    def __init__(self, eye: Eye, home: Path) -> None:
        self._eye = eye
        self._home = home

    def first(self, program: Program) -> float:
        """Return the seconds from the start of the process to the paint of its window."""
        began = time.monotonic()
        with running(program.first, self._eye.display, self._home):
            return self._eye.painted(program.title, plain=program.plain) - began

    def cold(self, program: Program) -> float:
        """As `first`, with nothing of any file in memory."""
        forget()
        return self.first(program)

    def settled(self, program: Program) -> tuple[int, float | None]:
        """Return the memory of a window that has been open for a while, and the seconds to a second one."""
        with running(program.first, self._eye.display, self._home) as process:
            time.sleep(_SETTLED)
            octets = memory(process)
            return octets, self._clicks(program) if program.again else None

    def _clicks(self, program: Program) -> float | None:
        """Return the median; None for a program that opens no second window without a session bus."""
        try:
            return median(self._click(program, text) for text in _TEXTS)
        except TimeoutError:
            return None

    def _click(self, program: Program, text: str) -> float:
        """Text of its own sets the window apart from the one before, which it may cover exactly."""
        *command, link = program.again
        began = time.monotonic()
        with running([*command, link + text], self._eye.display, self._home):
            seconds = self._eye.painted("Second") - began
            time.sleep(_SETTLED / 2)  # as a person's next click; the second process has ended by then
        return seconds


def _rests(there: Sequence[Program], home: Path) -> dict[str, Upkeep]:
    """Return what a minute of each takes, all at once, each on a display of its own."""
    with ExitStack() as stack:
        displays = [stack.enter_context(open_eye()).display for _each in there]
        processes = [
            stack.enter_context(running(program.first, display, home))
            for program, display in zip(there, displays, strict=True)
        ]
        time.sleep(_RESTS)
        before = [reading(process) for process in processes]
        time.sleep(_MINUTE)
        after = [reading(process) for process in processes]
    return {p.name: late.since(early) for p, early, late in zip(there, before, after, strict=True)}


@contextmanager
def running(command: Sequence[str], display: str, home: Path, desktop: str = "") -> Iterator[int]:
    """Start a program, on a display of this desktop and with no bus; end it with all that it has started."""
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(home),
        "XDG_CURRENT_DESKTOP": desktop,
        "LANG": "C.UTF-8",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield process.pid
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(_PATIENCE)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
