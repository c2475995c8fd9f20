"""The one seam where the system's errors become values."""

import errno
import sqlite3

from tegata.store.trouble import StoreError, StoreTrouble, Trouble

_BY_ERRNO = {
    errno.ENOSPC: StoreTrouble.DISK_FULL,
    errno.EFBIG: StoreTrouble.DISK_FULL,  # a limit on file size is as full as it gets
    getattr(errno, "EDQUOT", errno.ENOSPC): StoreTrouble.DISK_FULL,
    errno.EROFS: StoreTrouble.READ_ONLY,
    errno.EACCES: StoreTrouble.READ_ONLY,
    errno.EPERM: StoreTrouble.READ_ONLY,
}

_BY_SQLITE = {
    sqlite3.SQLITE_FULL: StoreTrouble.DISK_FULL,
    sqlite3.SQLITE_READONLY: StoreTrouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: StoreTrouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: StoreTrouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: StoreTrouble.DAMAGED,
}


def trouble_of(error: OSError | sqlite3.Error) -> Trouble:
    """Return what the system's error means for the person whose letter it is."""
    if isinstance(error, StoreError):
        return error.trouble
    if isinstance(error, OSError):
        return Trouble(_BY_ERRNO.get(error.errno or 0, StoreTrouble.OTHER), str(error))
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF  # extended codes carry the primary one below
    return Trouble(_BY_SQLITE.get(primary, StoreTrouble.OTHER), str(error))
