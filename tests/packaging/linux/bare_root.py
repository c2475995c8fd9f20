"""A Debian in a folder, as bare as it comes and without Python, to install a package in."""

import os
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.journeys.screen import Screen
from tests.real.places import Place, command_at

_SOURCES = ("sources.list", "sources.list.d", "apt.conf.d", "trusted.gpg.d", "auth.conf.d")
_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where X has them


class BareRoot:
    """Made once, by debootstrap(8), and kept in `place`. It takes packages from where this machine does.

    A context manager: inside it the root is mounted, and what was started there ends with it.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if not (self._place / "etc" / "debian_version").exists():
            self._make()
        for kind, what, where in (
            ("--types=proc", "proc", "proc"),
            ("--types=tmpfs", "tmpfs", "dev"),
            ("--types=tmpfs", "tmpfs", "tmp"),
        ):
            self._mount(kind, what, where)
        for device in ("null", "zero", "random", "urandom"):
            (self._place / "dev" / device).touch()
            self._mount("--bind", f"/dev/{device}", f"dev/{device}")
        for each in (_SOCKETS, self._place / _SOCKETS.relative_to("/")):
            each.mkdir(exist_ok=True)
        self._mount("--bind", str(_SOCKETS), str(_SOCKETS.relative_to("/")))
        for name in ("resolv.conf", "hosts"):
            shutil.copyfile(f"/etc/{name}", self._place / "etc" / name)
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stack.close()

    def run(self, script: str) -> str:
        """Run a line of shell and return what it printed. Raises AssertionError where it failed."""
        done = subprocess.run(self.command("sh", "-ec", script), capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{script}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    def bring(self, file: Path, to: str = "") -> Path:
        """Copy the file to /root or to the path given, and return where it lies, seen from outside."""
        target = self._place / (to.removeprefix("/") or f"root/{file.name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
        return target

    def files(self) -> set[str]:
        """Return the paths of everything on its disk."""
        return set(self.run("find / -xdev").splitlines())

    def start(self, *words: str, screen: Screen, place: Place | None = None) -> subprocess.Popen[bytes]:
        """Start a program there, on a screen of this machine, maybe at a place of the bed."""
        command = self.command("env", f"DISPLAY={screen.display}", *words)
        program = subprocess.Popen(command if place is None else command_at(place, *command))
        self._stack.callback(program.wait)
        self._stack.callback(program.terminate)
        return program

    def _make(self) -> None:
        self._place.parent.mkdir(parents=True, exist_ok=True)
        release = _release()
        command = ["debootstrap", "--variant=minbase", release, str(self._place)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(self._place, ignore_errors=True)
            raise RuntimeError(done.stdout[-2000:])
        (self._place / "etc" / "apt" / "sources.list").unlink()
        for name in _SOURCES:
            source, target = Path("/etc/apt", name), self._place / "etc" / "apt" / name
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            elif source.exists():
                shutil.copyfile(source, target)

    def _mount(self, kind: str, what: str, where: str) -> None:
        target = str(self._place / where)
        subprocess.run(["mount", kind, what, target], check=True)
        self._stack.callback(subprocess.run, ["umount", target], check=False)

    def command(self, *words: str) -> list[str]:
        """Return the command line that runs `words` in the root."""
        clean = ["env", "-i", "HOME=/root", "LANG=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
        proxies = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")]
        return ["chroot", str(self._place), *clean, "DEBIAN_FRONTEND=noninteractive", *proxies, *words]


def _release() -> str:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith("VERSION_CODENAME="))
