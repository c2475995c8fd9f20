"""Anna's desktop in a bare root: she logs in on provider C's line, and a screen reader listens."""

import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.access.reader import Reader
from tests.journeys.screen import Screen, until
from tests.packaging.linux.bare_root import BareRoot
from tests.real.places import LINE_C, command_at

PROGRAM = "/opt/tegata/tegata"
KEYRING_PASSWORD = "opened"
# What every desktop has: a bus, the accessibility service, and what knows which program opens a link.
PACKAGES = ("dbus", "at-spi2-core", "libglib2.0-bin", "desktop-file-utils", "xdg-utils")
SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where X has them
_PATIENCE = 60.0


@dataclass
class Desktop:
    """What is started here has the session's bus, and the screen."""

    root: BareRoot
    screen: Screen
    reader: Reader
    _environment: tuple[str, ...]
    _started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a program."""
        program = subprocess.Popen(self._command(*words), text=True)
        self._started.append(program)
        return program

    def run(self, *words: str, stdin: str = "") -> str:
        """Run a program to its end and return what it printed. Raises AssertionError where it failed."""
        done = subprocess.run(
            self._command(*words),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        assert done.returncode == 0, (words, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def open_keyring(self) -> None:
        """Open the keyring as a login with a password does; the first time, one is made."""
        self.run(
            "gnome-keyring-daemon", "--unlock", "--components=secrets", "--daemonize", stdin=KEYRING_PASSWORD
        )

    def lose_power(self) -> None:
        """End Tegata as a power cut does."""
        self.root.signal(self.root.processes(PROGRAM), signal.SIGKILL)
        self.wait_for_the_end()

    def wait_for_the_end(self) -> None:
        """Wait until no Tegata runs."""
        until(lambda: not self.root.processes(PROGRAM), "the end of Tegata")

    def leave(self) -> None:
        """Log out."""
        self.reader.close()
        self.root.end_processes()
        for program in self._started:
            with suppress(subprocess.TimeoutExpired):
                program.wait(_PATIENCE)

    def _command(self, *words: str) -> list[str]:
        return command_at(LINE_C, *self.root.command("env", *self._environment, *words))


@contextmanager
def logged_in(root: BareRoot, screen: Screen) -> Iterator[Desktop]:
    """Open a session: the bus starts what the installed packages bring along, such as a locked keyring."""
    with tempfile.TemporaryDirectory(prefix="tgt-home-", ignore_cleanup_errors=True) as made:
        runtime = Path(made)  # seen under one name on both sides: the addresses of buses are paths in it
        for shared in (runtime, SOCKETS):
            root.share(shared)
        address = f"unix:path={runtime / 'bus'}"
        environment = (
            f"DISPLAY={screen.display}",
            f"XDG_RUNTIME_DIR={runtime}",
            f"DBUS_SESSION_BUS_ADDRESS={address}",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1",
        )
        words = ("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}")
        bus = subprocess.Popen(command_at(LINE_C, *root.command("env", *environment, *words)))
        until((runtime / "bus").exists, "the session bus")
        desktop = Desktop(root, screen, Reader(address), environment)
        try:
            yield desktop
        finally:
            desktop.leave()
            bus.wait(_PATIENCE)
            for shared in (runtime, SOCKETS):
                root.hide(shared)
