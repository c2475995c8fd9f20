"""The one seam where the system's errors become values."""

import contextlib
import errno
import os
import sqlite3
from pathlib import Path

from tegata.private_files import open_private
from tegata.profile import ProfileTrouble
from tegata.store.trouble import StoreError, StoreTrouble, Trouble

_GONE = (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE)
"""What a disk answers that was pulled out while it was in use, each system and each kind of disk its own."""

_BY_ERRNO = {
    errno.ENOSPC: StoreTrouble.DISK_FULL,
    errno.EFBIG: StoreTrouble.DISK_FULL,  # a limit on file size is as full as it gets
    getattr(errno, "EDQUOT", errno.ENOSPC): StoreTrouble.DISK_FULL,
    errno.EROFS: StoreTrouble.READ_ONLY,
    errno.EACCES: StoreTrouble.READ_ONLY,
    errno.EPERM: StoreTrouble.READ_ONLY,
    **dict.fromkeys(_GONE, StoreTrouble.UNREACHABLE),
}

_BY_SQLITE = {
    sqlite3.SQLITE_FULL: StoreTrouble.DISK_FULL,
    sqlite3.SQLITE_READONLY: StoreTrouble.READ_ONLY,
    sqlite3.SQLITE_IOERR: StoreTrouble.UNREACHABLE,
    sqlite3.SQLITE_CORRUPT: StoreTrouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: StoreTrouble.DAMAGED,
}

_KEPT_TO_ITSELF = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
"""Where SQLite has an error of the system and does not pass it on: of EDQUOT it says no more than this."""

_PROBE_OCTETS = 4096


def trouble_at(directory: Path, error: OSError | sqlite3.Error) -> Trouble:
    """As `trouble_of`, for something in this directory, which was there when it was opened.

    What SQLite keeps to itself is asked of the disk that the directory is on.
    """
    if isinstance(error, sqlite3.Error) and primary_code(error) in _KEPT_TO_ITSELF:
        error = _ask(directory) or error
    if isinstance(error, FileNotFoundError):  # unplugged: the place where it was plugged in is empty
        return Trouble(StoreTrouble.UNREACHABLE, str(error))
    return trouble_of(error)


def trouble_of(error: OSError | sqlite3.Error) -> Trouble:
    """Return what the system's error means for the person whose letter it is."""
    if isinstance(error, StoreError):
        return error.trouble
    if isinstance(error, OSError):
        return Trouble(_BY_ERRNO.get(error.errno or 0, StoreTrouble.OTHER), str(error))
    return Trouble(_BY_SQLITE.get(primary_code(error), StoreTrouble.OTHER), str(error))


def trouble_with(refused: ProfileTrouble) -> Trouble:
    """Return why a directory cannot be used, by the system's error where there was one."""
    kind = _BY_ERRNO.get(refused.number, StoreTrouble.OTHER) if refused.number else StoreTrouble.READ_ONLY
    return Trouble(kind, refused.detail or refused.problem.value)


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's code without its extension; 0 for an error of the module's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF  # extended codes carry the primary one below


def _ask(directory: Path) -> OSError | None:
    """Return what the disk says to a file of one page; None where it takes it."""
    probe = directory / "probe"
    try:
        with open_private(probe) as file:
            file.write(bytes(_PROBE_OCTETS))
            file.flush()
            os.fsync(file.fileno())
    except OSError as refused:
        return refused
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()
    return None
