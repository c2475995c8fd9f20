"""How long until something is seen: the window, then its fields, a command's help, a second instance."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tegata.network.knock import HandoverLostError, call
from tests.bench import sights
from tests.bench.sights import Sight

_RUNS = 5
_ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
_PATIENCE = 20.0
_BETWEEN_CLICKS = 4.0  # as a person's; the reserve for the next window is made meanwhile

# The first instance, which notes when a wish arrives and when its letter's window has been painted.
_LISTENING = """\
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from tegata.__main__ import main
from tegata.cli import clerk
from tegata.gui.compose_window import ComposeWindow
asked = []
def painted():
    if asked:
        print(asked.pop(), time.monotonic(), flush=True)
class Clerk(clerk.Clerk):
    async def handle(self, request):
        if request.get("mailto"):
            asked.append(time.monotonic())
        return await super().handle(request)
def paint(self, event):
    QTimer.singleShot(0, painted)  # what lies upon the window is painted in the same round
    QWidget.paintEvent(self, event)
clerk.Clerk, ComposeWindow.paintEvent = Clerk, paint
main(sys.argv[1:])
"""


@dataclass(frozen=True, slots=True)
class StartUp:
    """Seconds, the median of some runs, from the start of the process."""

    warm: list[Sight]
    cold: list[Sight]
    help: float
    interpreter: float
    hand_over: float
    click_to_paint: float
    wish_to_paint: float


def measure() -> StartUp:
    """Measure in turns, so that a busy moment falls on all alike."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as profile:
        help_shown, interpreter = _medians(
            [sys.executable, "-m", "tegata", "send", "--help"],
            [sys.executable, "-c", "pass"],
        )
        warm, cold = sights.measure(Path(profile)), sights.measure(Path(profile), cold=True)
        return StartUp(warm, cold, help_shown, interpreter, _hand_over(profile), *_clicks(profile))


def _medians(*commands: list[str]) -> list[float]:
    for command in commands:
        _seconds(command)  # from a warm disk
    runs = [[_seconds(command) for command in commands] for _ in range(_RUNS)]
    return [median(each) for each in zip(*runs, strict=True)]


def _hand_over(profile: str) -> float:
    command = [sys.executable, "-m", "tegata", "--profile", profile]
    with subprocess.Popen(command, env=_ENVIRONMENT, stderr=subprocess.DEVNULL) as first:
        _wait(lambda: _answers(Path(profile)))
        seconds = median(_seconds(command) for _ in range(_RUNS))
        first.terminate()
    return seconds


def _clicks(profile: str) -> tuple[float, float]:
    """Return how long a clicked address takes to its window's paint: from the shell, and from its arrival."""
    first = [sys.executable, "-c", _LISTENING, "--profile", profile]
    click = [sys.executable, "-m", "tegata", "--profile", profile, "mailto:bob@b.example"]
    from_shell, from_arrival = [], []
    with subprocess.Popen(
        first, env=_ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as listening:
        assert listening.stdout is not None
        _wait(lambda: _answers(Path(profile)))
        for _ in range(_RUNS):
            time.sleep(_BETWEEN_CLICKS)
            began = time.monotonic()  # one clock for all processes
            _seconds(click)
            asked, painted = map(float, listening.stdout.readline().split())
            from_shell.append(painted - began)
            from_arrival.append(painted - asked)
        listening.terminate()
    return median(from_shell), median(from_arrival)


def _answers(profile: Path) -> bool:
    """Whether the window has opened the door that a second instance knocks at."""
    try:
        return call(profile, {"verb": "raise", "mailto": None}) is not None
    except HandoverLostError:
        return False


def _wait(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError("the first instance does not answer")
        time.sleep(0.1)


def _seconds(command: list[str]) -> float:
    began = time.monotonic()
    quiet = subprocess.DEVNULL  # Qt's offscreen platform complains of what it cannot do
    subprocess.run(command, check=True, env=_ENVIRONMENT, stdout=quiet, stderr=quiet, timeout=_PATIENCE)
    return time.monotonic() - began
