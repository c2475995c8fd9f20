"""A Debian in a folder, as bare as it comes and without Python, to install a package in."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

_SOURCES = ("sources.list", "sources.list.d", "apt.conf.d", "trusted.gpg.d", "auth.conf.d")
_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where X has them
_SECONDS = 30


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
        for name in ("resolv.conf", "hosts"):
            shutil.copyfile(f"/etc/{name}", self._place / "etc" / name)
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stack.close()

    def run(self, script: str) -> str:
        """Run a line of shell and return what it printed. Raises AssertionError where it failed."""
        done = subprocess.run(self._command("sh", "-ec", script), capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{script}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    def bring(self, file: Path) -> None:
        """Copy the file to /root."""
        shutil.copy(file, self._place / "root")

    def files(self) -> set[str]:
        """Return the paths of everything on its disk."""
        return set(self.run("find / -xdev").splitlines())

    @contextmanager
    def screen(self) -> Iterator[str]:
        """Give it a screen, Xvfb's, whose socket is all that it shares; yield the display's name."""
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x900x24"]
        with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
            os.close(writer)
            with os.fdopen(reader) as told:
                number = told.readline().strip()
            sockets = self._place / _SOCKETS.relative_to("/")
            sockets.mkdir(parents=True, exist_ok=True)
            self._mount("--bind", str(_SOCKETS), str(_SOCKETS.relative_to("/")))
            try:
                yield f":{number}"
            finally:
                server.terminate()

    def start(self, *words: str, display: str) -> None:
        """Start a program there, until the root is left."""
        program = subprocess.Popen(self._command("env", f"DISPLAY={display}", *words))
        self._stack.callback(program.wait)
        self._stack.callback(program.terminate)

    def title(self, display: str) -> str:
        """Wait for a window of Tegata's, and return its title. Raises AssertionError where none comes."""
        command = ["xdotool", "search", "--onlyvisible", "--class", "^tegata$", "getwindowname", "%@"]
        deadline = time.monotonic() + _SECONDS
        while time.monotonic() < deadline:
            done = subprocess.run(
                command, env=os.environ | {"DISPLAY": display}, capture_output=True, text=True, check=False
            )
            if titles := done.stdout.splitlines():
                return titles[0]
            time.sleep(0.2)
        raise AssertionError("no window came")

    def _make(self) -> None:
        self._place.parent.mkdir(parents=True, exist_ok=True)
        release = _release()
        command = ["debootstrap", "--variant=minbase", release, str(self._place)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(self._place, ignore_errors=True)
            raise RuntimeError(done.stdout[-2000:])
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

    def _command(self, *words: str) -> list[str]:
        clean = ["env", "-i", "HOME=/root", "LANG=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
        proxies = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")]
        return ["chroot", str(self._place), *clean, "DEBIAN_FRONTEND=noninteractive", *proxies, *words]


def _release() -> str:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith("VERSION_CODENAME="))
