"""A program on a screen and a session bus of its own, and a screen reader that listens to it."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.access.reader import Reader
from tests.journeys.screen import Screen

TO = "bob@elsewhere.example"
_PATIENCE = 30.0


class Sitting:
    """Starts programs, the one that TEGATA_PROGRAM names or this one, and ends them."""

    def __init__(self, screen: Screen, home: Path, bus: str) -> None:
        self.screen = screen
        self.home = home
        self.reader = Reader(bus)
        self._environment = {**_environment(screen, home), "DBUS_SESSION_BUS_ADDRESS": bus}
        self._programs: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        """Start the program with a profile of its own."""
        named = shlex.split(os.environ.get("TEGATA_PROGRAM", ""))
        command = [*(named or [sys.executable, "-m", "tegata"]), *arguments]
        whole = {**self._environment, **(environment or {})}
        self._programs.append(subprocess.Popen(command, env=whole))

    def practise(self, *, undo_seconds: int = 0, language: str = "en") -> Path:
        """Start it on the practice provider; return the profile."""
        profile = self.home / "profile"
        profile.mkdir()
        (profile / "tegata.toml").write_text(f'undo_seconds = {undo_seconds}\nlanguage = "{language}"\n')
        self.start("--practice", "--profile", str(profile))
        return profile

    def write(self) -> None:
        """Fill in a letter."""
        for field, text in (
            ("To", TO),
            ("Subject", "From the road"),
            ("Letter", "Dear Bob,\n\nall is well."),
        ):
            self.reader.find(field, "text").write(text)

    def leave(self) -> None:
        """End what still runs, the orderly way."""
        for program in self._programs:
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
                program.wait(_PATIENCE)
        self.reader.close()


@contextmanager
def sit_down(screen: Screen, home: Path) -> Iterator[Sitting]:
    """Open a session bus with the accessibility service on it, and close it with all that runs there."""
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(screen, home),
        text=True,
    )
    assert bus.stdout is not None
    try:
        sitting = Sitting(screen, home, bus.stdout.readline().strip())
        try:
            yield sitting
        finally:
            sitting.leave()
    finally:
        bus.terminate()
        bus.wait(_PATIENCE)
        bus.stdout.close()


def _environment(screen: Screen, home: Path) -> dict[str, str]:
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return {
        **screen.environment,
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LANG": "C.UTF-8",
    }
