"""A program on a screen and a session bus of its own, and a screen reader that listens to it."""

import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.access.main_job import write_a_letter
from tests.access.reader import Reader
from tests.journeys.screen import Screen
from tests.journeys.traveller import ACCOUNTS
from tests.program import TEGATA

ACCESSIBILITY = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_PATIENCE = 30.0
_RULES = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={home}</listen>
  <servicedir>{home}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


class Sitting:
    """Starts programs, and ends them."""

    def __init__(self, screen: Screen, home: Path, bus: str) -> None:
        self.screen = screen
        self.home = home
        self.reader = Reader(bus)
        self._environment = {**_environment(screen, home), "DBUS_SESSION_BUS_ADDRESS": bus}
        self._programs: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str, stdout: int | None = None) -> subprocess.Popen[str]:
        """Start the program: a window, or what it does in a terminal."""
        program = subprocess.Popen([*TEGATA, *arguments], env=self._environment, stdout=stdout, text=True)
        self._programs.append(program)
        return program

    def practise(self, undo_seconds: int = 0) -> None:
        """Start it on the practice provider."""
        self.start("--practice", "--profile", str(self._profile(undo_seconds)))

    def travel(self, window_minutes: float) -> str:
        """Start it with an account at a provider that relays so long after a login; return the password."""
        provider = self.start("practice", "--window-minutes", str(window_minutes), stdout=subprocess.PIPE)
        assert provider.stdout is not None
        said = "".join(provider.stdout.readline() for _n in range(5))
        found = re.search(r"password (\S+), .*Line C: POP3 (\S+):(\d+) +SMTP \S+:(\d+)", said, re.DOTALL)
        assert found is not None
        password, host, pop, smtp = found.groups()
        account = ACCOUNTS.format(host=host, pop=pop, smtp=smtp, pop_before_send="true")
        profile = self._profile()
        (profile / "accounts.toml").write_text(f"{account}window_minutes = {window_minutes}\n")
        self.start("--profile", str(profile))
        return password

    def write(self) -> None:
        """Fill in a letter."""
        write_a_letter(self.reader)

    def leave(self) -> None:
        """End what still runs, the orderly way."""
        for program in self._programs:
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
                program.wait(_PATIENCE)
            if program.stdout is not None:
                program.stdout.close()
        self.reader.close()

    def _profile(self, undo_seconds: int = 0) -> Path:
        profile = self.home / "profile"
        profile.mkdir()
        (profile / "tegata.toml").write_text(f'undo_seconds = {undo_seconds}\nlanguage = "en"\n')
        return profile


@contextmanager
def sit_down(screen: Screen, home: Path) -> Iterator[Sitting]:
    """Open a session bus with the accessibility service on it, and close it with all that runs there."""
    services, rules = home / "services", home / "bus.conf"
    services.mkdir()
    shutil.copy(ACCESSIBILITY, services)  # and no key store, no portal: nothing that asks
    rules.write_text(_RULES.format(home=home))
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={rules}", "--nofork", "--nopidfile", "--print-address"],
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
