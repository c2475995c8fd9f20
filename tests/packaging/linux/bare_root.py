"""A Debian in a folder, as bare as it comes and without Python, to install a package in."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self

from tests.packaging.linux import root_cache
from tests.real.processes import wait_until

_SOURCES = ("sources.list", "sources.list.d", "apt.conf.d", "trusted.gpg.d", "auth.conf.d")
_APT = "apt-get -q -o Acquire::Retries=5"  # a mirror may stumble


class BareRoot:
    """Made anew in `place`, of what debootstrap(8) makes. It takes packages from where this machine does.

    A context manager: inside it the root is mounted, and what was started there ends with it.
    """

    def __init__(self, place: Path) -> None:
        self._place = place.resolve()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        _unmount_below(self._place)
        root_cache.unpack(self._place)
        _take_over_sources(self._place)
        # What is made anew each time need not outlive a power cut: waiting for a busy disk takes minutes.
        (self._place / "etc" / "dpkg" / "dpkg.cfg.d" / "unsafe-io").write_text("force-unsafe-io\n")
        self._stack.callback(_unmount_below, self._place)
        self._stack.callback(self.end_processes)
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
        self.run(f"{_APT} update")
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stack.close()

    def share(self, folder: Path) -> None:
        """Show a folder of this machine there, under its own name."""
        (self._place / folder.relative_to("/")).mkdir(parents=True, exist_ok=True)
        self._mount("--bind", str(folder), str(folder.relative_to("/")))

    def hide(self, folder: Path) -> None:
        """Take back what `share` did."""
        _unmount_below(self._place / folder.relative_to("/"))

    def run(self, script: str) -> str:
        """Run a line of shell and return what it printed. Raises AssertionError where it failed."""
        done = subprocess.run(self.command("sh", "-ec", script), capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{script}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    def install(self, *packages: str | Path) -> None:
        """Install packages, those named by a path from that file of this machine; older ones too."""
        names = [f"/root/{self.bring(each).name}" if isinstance(each, Path) else each for each in packages]
        self.run(f"{_APT} install -y --no-install-recommends --allow-downgrades {' '.join(names)}")

    def bring(self, file: Path, to: str = "") -> Path:
        """Copy the file to /root or to the path given, and return where it lies, seen from outside."""
        target = self._place / (to.removeprefix("/") or f"root/{file.name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
        return target

    def files(self) -> set[str]:
        """Return the paths of everything on its disk."""
        return set(self.run("find / -xdev").splitlines())

    def command(self, *words: str) -> list[str]:
        """Return the command line that runs `words` in the root."""
        clean = ["env", "-i", "HOME=/root", "LANG=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
        proxies = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")]
        return ["chroot", str(self._place), *clean, "DEBIAN_FRONTEND=noninteractive", *proxies, *words]

    def processes(self, program: str = "") -> list[int]:
        """Return the numbers of what runs there, or of those that run the file `program`."""
        found = (int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit())
        return [number for number in found if self._runs_here(number, program)]

    def end_processes(self) -> None:
        """End all that runs there, the orderly way first."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            self.signal(self.processes(), sign)
            with suppress(TimeoutError):
                wait_until(lambda: not self.processes(), "the end of what runs in the root")
                return
        raise TimeoutError("something in the root cannot be ended")

    def signal(self, numbers: Iterable[int], sign: signal.Signals) -> None:
        """Send the signal to those processes that are still there."""
        for number in numbers:
            with suppress(ProcessLookupError):
                os.kill(number, sign)

    def _runs_here(self, number: int, program: str) -> bool:
        try:
            if Path(f"/proc/{number}/root").readlink() != self._place:
                return False
            return not program or Path(f"/proc/{number}/exe").readlink() == self._place / program[1:]
        except OSError:  # it has ended meanwhile
            return False

    def _mount(self, kind: str, what: str, where: str) -> None:
        subprocess.run(["mount", kind, what, str(self._place / where)], check=True)


def _take_over_sources(place: Path) -> None:
    (place / "etc" / "apt" / "sources.list").unlink(missing_ok=True)
    for name in _SOURCES:
        source, target = Path("/etc/apt", name), place / "etc" / "apt" / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.exists():
            shutil.copyfile(source, target)


def _unmount_below(place: Path) -> None:
    """Unmount what is mounted there, also what a killed run has left: nothing may be deleted through it."""
    for _n in range(50):
        if not (mounted := _mounted_below(place)):
            return
        subprocess.run(["umount", *reversed(mounted)], capture_output=True, check=False)
        time.sleep(0.1)
    raise TimeoutError(f"something below {place} cannot be unmounted")


def _mounted_below(place: Path) -> list[str]:
    lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    return [path for path in (line.split()[1] for line in lines) if Path(path).is_relative_to(place)]
