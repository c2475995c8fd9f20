"""A screen of our own: Xvfb with a window manager, without which keys get lost."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

NEEDED = ("Xvfb", "openbox", "xdotool", "xclip", "scrot")
PICTURES = Path(__file__).parent / "pictures"
_PATIENCE = 30.0

T = TypeVar("T")


def missing() -> list[str]:
    """Return the programs that a screen needs and this machine does not have."""
    return [name for name in NEEDED if shutil.which(name) is None]


def screen_or_skip(for_what: str, *also_absent: str) -> Iterator["Screen"]:
    """Yield a screen, as a fixture does; skip, or fail where it must be there, with what is absent named."""
    if absent := [*missing(), *also_absent]:
        reason = f"{for_what} needs {', '.join(absent)}"
        if os.environ.get("TEGATA_REQUIRE_REAL"):
            pytest.fail(reason)
        pytest.skip(reason)
    with open_screen() as opened:
        yield opened


class Screen:
    """Looks at windows, presses keys, takes pictures."""

    def __init__(self, display: str) -> None:
        self.display = display
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def wait_for_window(self, title: str) -> str:
        """Return the window whose title holds `title`, in front and ready for keys."""
        found = self.see(title)
        self._run("xdotool", "windowactivate", "--sync", found)
        return found

    def see(self, title: str) -> str:
        """Return the window whose title holds `title`, wherever it stands; without it, leave a picture."""
        try:
            return until(lambda: self.find(title), f"a window called {title}")
        except AssertionError:
            self.picture("waited-in-vain")
            raise

    def find(self, title: str) -> str | None:
        """Return the window whose title holds `title`, None while there is none."""
        found = self._run("xdotool", "search", "--onlyvisible", "--name", title, check=False)
        return found.split()[-1] if found else None

    def wait_until_gone(self, title: str) -> None:
        until(lambda: self.find(title) is None, f"no window called {title}")

    def wait_until_in_front(self, title: str) -> None:
        """Wait until the window whose title holds `title` gets the keys, without bringing it there."""
        until(lambda: title in self._front(), f"{title} in front")

    def press(self, *keys: str) -> None:
        """Press keys such as `ctrl+Return`, one after the other."""
        self._run("xdotool", "key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type ASCII, key by key."""
        self._run("xdotool", "type", "--delay", "12", "--", text)  # a password may begin with a dash

    def paste(self, text: str) -> None:
        """Paste anything, as an input method would bring it."""
        clip = subprocess.Popen(
            ["xclip", "-selection", "clipboard", "-quiet", "-loops", "1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.environment,
        )
        assert clip.stdin is not None
        clip.stdin.write(text.encode())
        clip.stdin.close()
        until(self._clipboard, "the text to be in the clipboard")
        self.press("ctrl+v")
        clip.wait(_PATIENCE)

    def picture(self, name: str) -> None:
        """Leave a picture of the screen for people to look at."""
        PICTURES.mkdir(exist_ok=True)
        self._run("scrot", "--overwrite", str(PICTURES / f"{name}.png"))

    def _clipboard(self) -> str:
        """Return what kinds of text can be pasted."""
        return self._run("xclip", "-o", "-selection", "clipboard", "-t", "TARGETS", check=False)

    def _front(self) -> str:
        return self._run("xdotool", "getactivewindow", "getwindowname", check=False)

    def _run(self, *command: str, check: bool = True) -> str:
        done = subprocess.run(
            command, env=self.environment, check=check, timeout=_PATIENCE, capture_output=True, text=True
        )
        return done.stdout


def until(look: Callable[[], T | None], what: str) -> T:
    """Return the first true answer of `look`."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if seen := look():
            return seen
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


@contextmanager
def open_screen() -> Iterator[Screen]:
    """Start a display on a free number, and end it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x960x24", "-dpi", "96", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        screen = Screen(f":{pipe.readline().strip()}")
    manager = subprocess.Popen(["openbox"], env=screen.environment, stderr=subprocess.DEVNULL)
    try:
        yield screen
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(_PATIENCE)
