"""Files that only their user can read, written so that a power cut leaves the old one or the new one."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

PRIVATE_FILE = 0o600
_UNKNOWN_THERE = frozenset({errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a disk answers that has no owners and modes (FAT, most sticks), or no fsync of a directory."""


def write_whole(path: Path, data: bytes | IO[bytes]) -> None:
    """Replace the file by `data`, as `replacing` does; a symbolic link stays one."""
    with replacing(path.resolve()) as file:
        shutil.copyfileobj(BytesIO(data) if isinstance(data, bytes) else data, file)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write into, which then takes the place of `path`; after an error it does not.

    Once it is there, it is there for good, even if the power fails. Raises OSError.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open_private(temporary) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def open_private(path: Path) -> IO[bytes]:
    """Open a file for writing from its start, readable by this user alone whatever the umask.

    It can be read too: where a disk cannot set room aside, `posix_fallocate` looks before it writes.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, PRIVATE_FILE)
    return os.fdopen(descriptor, "wb")


def close_to_others(path: Path, mode: int) -> None:
    """Set the mode where the disk has modes; elsewhere it is used as it is. Raises OSError."""
    try:
        path.chmod(mode)
    except OSError as error:
        _pass_over_unknown(error)


def sync_directory(directory: Path) -> None:
    """Make renames in the directory survive a power cut. Windows has no such call and needs none.

    Nor has every disk: what is written there counts all the same. Raises OSError.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        _pass_over_unknown(error)
    finally:
        os.close(descriptor)


def free_name(path: Path, word: str) -> Path:
    """Return `path` with `.word-N` behind it, N being the first number not taken."""
    number = 1
    while (candidate := path.with_name(f"{path.name}.{word}-{number}")).exists():
        number += 1
    return candidate


def _pass_over_unknown(error: OSError) -> None:
    if error.errno not in _UNKNOWN_THERE:
        raise error
