"""Trees and archives that come out the same every time: modes, times, no trace of the machine."""

import gzip
import os
import shutil
from datetime import datetime
from pathlib import Path

from linux import elf

PROGRAM = 0o755
PLAIN = 0o644


def lay_out(bundle: Path, place: Path) -> None:
    """Copy the bundle to `place`, without the folders of this machine that its libraries remember."""
    shutil.copytree(bundle, place, symlinks=True)
    elf.forget_places(elf.objects(place))


def write(root: Path, files: dict[str, bytes]) -> None:
    """Write each file below `root`, with the folders that lead to it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def tidy(root: Path, when: datetime, *, programs: set[str]) -> None:
    """Give everything below `root` one time, and its mode: `programs`, and no other file, can be run."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or str(path.relative_to(root)) in programs
            path.chmod(PROGRAM if runs else PLAIN)
        os.utime(path, (when.timestamp(), when.timestamp()), follow_symlinks=False)


def zipped(content: bytes) -> bytes:
    """Return it as a .gz without time and name, compressed best as Debian Policy section 12.3 asks."""
    return gzip.compress(content, compresslevel=9, mtime=0)
