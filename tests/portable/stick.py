"""A USB stick: an exFAT disk in a file, with a driver that can be pulled from under it. Linux, as root."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.journeys.screen import until

NEEDED = ("losetup", "mkfs.exfat", "mount.exfat-fuse", "mount", "umount")
_PATIENCE = 300.0  # seconds for the driver to end: it writes all that is pending, on a busy machine too


def missing() -> str | None:
    """Return why no stick can be plugged in on this machine; None where it can."""
    if absent := [name for name in NEEDED if shutil.which(name) is None]:
        return f"a stick needs {', '.join(absent)}"
    if not os.access("/dev/fuse", os.W_OK) or not os.access("/dev/loop-control", os.W_OK):
        return "a stick needs root, /dev/fuse and /dev/loop-control"
    return None


class Stick:
    """Keeps what was written while it is not plugged in. It is plugged in at one place at a time."""

    def __init__(self, image: Path, octets: int) -> None:
        self._image = image
        self._place: Path | None = None
        self._driver: subprocess.Popen[bytes] | None = None
        with image.open("wb") as file:
            file.truncate(octets)
        self._on_a_drive(lambda drive: _run("mkfs.exfat", drive))

    @property
    def place(self) -> Path:
        """Where it is plugged in."""
        assert self._place is not None
        return self._place

    def plug_in(self, place: Path, *, read_only: bool = False) -> Path:
        """Let its files be found at `place`, which is made where it is missing."""
        place.mkdir(exist_ok=True)
        self._on_a_drive(lambda drive: self._mount(drive, place, "ro" if read_only else "rw"))
        self._place = place
        return place

    def unplug(self) -> None:
        """Write down what is pending, and take it out."""
        if self._place is not None:
            until(self._let_go, "nobody to use the stick")
            self._gone()

    def pull(self) -> None:
        """Take it out while it is in use: every call from now on fails, on open files too."""
        assert self._driver is not None
        self._driver.kill()
        self._driver.wait(_PATIENCE)
        _run("umount", "--lazy", str(self.place))
        self._gone()

    def _mount(self, drive: str, place: Path, mode: str) -> None:
        command = ["mount.exfat-fuse", "-d", "-o", mode, drive, str(place)]
        silent = subprocess.DEVNULL
        self._driver = subprocess.Popen(command, stdout=silent, stderr=silent)
        until(place.is_mount, "the stick")

    def _let_go(self) -> bool:
        return subprocess.run(["umount", str(self.place)], capture_output=True, check=False).returncode == 0

    def _gone(self) -> None:
        assert self._driver is not None
        self._driver.wait(_PATIENCE)
        self._place = self._driver = None

    def _on_a_drive(self, deed: Callable[[str], object]) -> None:
        """Lend the file a drive. The system takes it back when nobody uses it any more."""
        drive = _run("losetup", "--find", "--show", str(self._image)).strip()
        try:
            deed(drive)
        finally:
            _run("losetup", "--detach", drive)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE).stdout
