"""The bare root as debootstrap(8) makes it, kept outside of the tree since that takes the longest."""

import os
import shutil
import subprocess
import time
from datetime import timedelta
from pathlib import Path

_KEPT_FOR = timedelta(days=7)  # a root far older than its packages would be mended rather than tried

_ATTEMPTS = 3  # a mirror may stumble


def unpack(place: Path) -> None:
    """Put a bare root into `place`, which is emptied first; make it where none is kept, or an old one."""
    shutil.rmtree(place, ignore_errors=True)
    kept = _kept()
    if _is_fresh(kept) and _take_out(kept, place):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    _make(place)
    _put_away(place, kept)


def _kept() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home, "tegata", f"bare-root-{_release()}-{os.uname().machine}.tar")


def _is_fresh(kept: Path) -> bool:
    return kept.exists() and time.time() - kept.stat().st_mtime < _KEPT_FOR.total_seconds()


def _take_out(kept: Path, place: Path) -> bool:
    """Return whether it could be unpacked: one that is spoiled is made anew."""
    place.mkdir(parents=True)
    command = ["tar", "-C", str(place), "--numeric-owner", "-xpf", str(kept)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _make(place: Path) -> None:
    command = ["debootstrap", "--variant=minbase", _release(), str(place)]
    for attempts_left in reversed(range(_ATTEMPTS)):
        shutil.rmtree(place, ignore_errors=True)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            break
        if not attempts_left:
            raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    for package in (place / "var" / "cache" / "apt" / "archives").glob("*.deb"):
        package.unlink()


def _put_away(place: Path, kept: Path) -> None:
    """Keep it for the next run, wholly or not at all; without room for it the next run makes its own."""
    half = kept.with_name(f".{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(["tar", "-C", place, "--numeric-owner", "-cf", half, "."], check=False)
        if packed.returncode == 0:
            half.replace(kept)
    except OSError:
        pass
    finally:
        half.unlink(missing_ok=True)


def _release() -> str:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith("VERSION_CODENAME="))
