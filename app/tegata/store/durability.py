"""Whether SQLite took the settings by which a commit outlives a power cut."""

import sqlite3
from dataclasses import dataclass

_FULL = 2


@dataclass(frozen=True, slots=True)
class Durability:
    """The library's version, and what it goes by: a log written ahead, an fsync at each commit."""

    sqlite: str
    write_ahead: bool
    synced: bool


def durability_of(connection: sqlite3.Connection) -> Durability:
    """Return what this connection goes by: SQLite does not say when it cannot do as it was told."""
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    return Durability(sqlite3.sqlite_version, journal == "wal", synchronous >= _FULL)
