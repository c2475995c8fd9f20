"""The SQLite file and the one thread that talks to it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from tegata.private_files import PRIVATE_FILE, free_name
from tegata.profile import make_private_directory
from tegata.store import journal
from tegata.store.coming import INDEX
from tegata.store.disk_errors import primary_code, trouble_at, trouble_with
from tegata.store.reserve import Reserve
from tegata.store.schema import MIGRATIONS, VERSION
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tegata.tasks import Worker

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]

_FILE = "tegata.db"
_BUSY_SECONDS = 10.0  # `tegata send` and the window may write at the same time, a few milliseconds each
_BY_THE_DISK = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL})


class Database:
    """Transactions, each a function of the connection, one at a time and in order."""

    def __init__(self, worker: Worker, connection: sqlite3.Connection, reserve: Reserve) -> None:
        self._worker = worker
        self._connection = connection
        self._reserve = reserve

    async def read(self, job: Job[T]) -> T:
        """Return what `job` finds, all of it as of one moment. Raises StoreError."""
        return await self._worker.run(lambda: self._transact("BEGIN", job))

    async def write(self, job: Job[T]) -> T:
        """Do all of `job` or nothing of it, on disk when this returns. Raises StoreError."""
        return await self._worker.run(lambda: self._transact("BEGIN IMMEDIATE", job))

    async def settle(self, job: Job[T]) -> T:
        """As `write`, for what has happened and must be noted: a full disk costs the reserve."""
        return await self._worker.run(lambda: self._settle(job))

    async def close(self) -> None:
        """Finish what was begun and let go of the file."""
        await self._worker.finish(self._connection.close)

    def _settle(self, job: Job[T]) -> T:
        try:
            return self._transact("BEGIN IMMEDIATE", job)
        except StoreError as error:
            if error.trouble.kind is not StoreTrouble.DISK_FULL:
                raise
        self._reserve.release()
        return self._transact("BEGIN IMMEDIATE", job)

    def _transact(self, begin: str, job: Job[T]) -> T:
        try:
            return _transact(self._connection, begin, job)
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # our own mistake, not the disk's
        except sqlite3.Error as error:
            trouble = trouble_at(self._reserve.path.parent, error)
            if primary_code(error) in _BY_THE_DISK:
                _write_over(self._connection)
            raise StoreError(trouble) from error


async def open_database(directory: Path, reserve: Reserve) -> tuple[Database, Path | None] | Trouble:
    """Open the file in the directory, making both where missing.

    A damaged file is set aside with the whole directory, and a fresh one is begun; the second value is then
    where the old one lies. A file from a newer Tegata is refused and not touched.
    """
    worker = Worker("tegata-database")
    opened = await worker.run(lambda: _open_or_set_aside(directory))
    if isinstance(opened, Trouble):
        await worker.finish(lambda: None)
        return opened
    connection, set_aside = opened
    return Database(worker, connection, reserve), set_aside


def _open_or_set_aside(directory: Path) -> tuple[sqlite3.Connection, Path | None] | Trouble:
    opened = _open(directory)
    if not isinstance(opened, Trouble):
        return opened, None
    if opened.kind is not StoreTrouble.DAMAGED:
        return opened
    aside = free_name(directory, "damaged")
    try:
        directory.rename(aside)
    except OSError as error:
        return Trouble(StoreTrouble.DAMAGED, str(error))
    fresh = _open(directory)
    return fresh if isinstance(fresh, Trouble) else (fresh, aside)


def _open(directory: Path) -> sqlite3.Connection | Trouble:
    if refused := make_private_directory(directory):
        return trouble_with(refused)
    path = directory / _FILE
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))  # SQLite itself would ask the umask
        return _connect(path)
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", 0) not in journal.NO_SHARED_MEMORY:
            return trouble_at(directory, error)
    try:
        return _connect(path, alone=True)
    except (OSError, sqlite3.Error) as error:
        return trouble_at(directory, error)


def _connect(path: Path, *, alone: bool = False) -> sqlite3.Connection | Trouble:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        if alone:
            journal.read_alone(connection)
        trouble = _make_ready(connection, path)
    except BaseException:
        connection.close()
        raise
    if trouble:
        connection.close()
        return trouble
    return connection


def _make_ready(connection: sqlite3.Connection, path: Path) -> Trouble | None:
    found = _version(connection)
    if found > VERSION:
        kept_as = _backup_of(path, VERSION)
        detail = f"schema {found} > {VERSION}"
        return Trouble(StoreTrouble.NEWER_PROGRAM, detail, kept_as if kept_as.exists() else None)
    journal.keep(connection, path.parent)
    connection.execute("PRAGMA foreign_keys = ON")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        return Trouble(StoreTrouble.DAMAGED, verdict)
    if found < VERSION:
        _migrate(connection, path)
    with suppress(sqlite3.Error):  # on a full disk it is all a little slower, no more
        connection.execute(INDEX)
    return None


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Take every step that is missing in one transaction, and leave a copy of an older file beside it.

    Another process may have been faster. Its copy must not give way to one of what it has made, so the
    version is asked for, and the copy made, where nobody else can write.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _version(connection)
        if 0 < found < VERSION:
            _back_up(path, _backup_of(path, found))
        for statements in MIGRATIONS[found:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _backup_of(path: Path, version: int) -> Path:
    return path.with_name(f"{path.name}.schema-{version}")


def _back_up(path: Path, copy_path: Path) -> None:
    """Copy through a connection of its own: SQLite copies nothing out of one that is about to write."""
    os.close(os.open(copy_path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
    with closing(sqlite3.connect(path)) as original, closing(sqlite3.connect(copy_path)) as copy:
        original.backup(copy)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _transact(connection: sqlite3.Connection, begin: str, job: Job[T]) -> T:
    try:
        connection.execute(begin)
        result = job(connection)
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise
    return result


def _write_over(connection: sqlite3.Connection) -> None:
    """Write something else in place of what a refused commit may have left in the write-ahead log.

    There it is whole, even if it could not be made fast, and the start after a crash would believe it: a
    letter of which the user was told that it is not queued would leave.
    """
    with suppress(sqlite3.Error):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {VERSION}")  # it is that already, and written all the same
        connection.execute("COMMIT")
    with suppress(sqlite3.Error):
        _roll_back(connection)


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
