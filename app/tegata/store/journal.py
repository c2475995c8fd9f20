"""How a commit outlives a power cut: a log written ahead, or a journal where the disk cannot do that.

Who reads and writes the log shares memory with the others, through a file beside it. Some disks have none to
share: behind some drivers in user space, or over a network.
"""

import mmap
import sqlite3
import time
from pathlib import Path

NO_SHARED_MEMORY = frozenset(
    {
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_IOERR_SHMLOCK,
    }
)
"""What SQLite says on such a disk of a file that has a log already: it was made on another one."""

_TRIES = 50  # changing the mode does not wait for another process by itself
_PAGE = 4096


def keep(connection: sqlite3.Connection, directory: Path) -> None:
    """Go by the log, or by the journal where the directory's disk shares no memory, fsynced at each commit.

    FULL, since NORMAL loses commits in a power cut: those of the log are not fast then, and without an end
    of the journal that is fast they are taken back.
    """
    connection.execute("PRAGMA synchronous = FULL")
    if _asked(connection, "locking_mode") == "exclusive":
        _change(connection, "TRUNCATE")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # others may come in after it
    elif _asked(connection, "journal_mode") == "wal" or _shares_memory(directory):
        _change(connection, "WAL")
    else:
        _change(connection, "TRUNCATE")
    if _asked(connection, "journal_mode") == "delete":  # another process held it up for too long
        connection.execute("PRAGMA synchronous = EXTRA")


def read_alone(connection: sqlite3.Connection) -> None:
    """Read what a log holds without sharing memory, and let nobody else in until `keep`."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")


def _asked(connection: sqlite3.Connection, name: str) -> str:
    (answer,) = connection.execute(f"PRAGMA {name}").fetchone()
    return str(answer)


def _change(connection: sqlite3.Connection, mode: str) -> None:
    for _ in range(_TRIES):
        try:
            connection.execute(f"PRAGMA journal_mode = {mode}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(0.02)
        else:
            return


def _shares_memory(directory: Path) -> bool:
    """Asked before the first log is begun: SQLite would leave a file that nobody can open any more."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(prefix="probe-", dir=directory) as file:
            file.write(bytes(_PAGE))
            file.flush()
            mmap.mmap(file.fileno(), _PAGE).close()
    except OSError:
        return False
    return True
