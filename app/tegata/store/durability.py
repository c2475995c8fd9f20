"""Whether SQLite took the settings by which a commit outlives a power cut."""

import sqlite3
from dataclasses import dataclass

_FULL = 2
_LASTING = frozenset({"wal", "truncate"})  # with "delete" it takes EXTRA


@dataclass(frozen=True, slots=True)
class Durability:
    """The library's version, and what it goes by: the log or journal, and an fsync at each commit."""

    sqlite: str
    journal: str
    synced: bool

    @property
    def outlives_power_cuts(self) -> bool:
        """Whether a commit does, as far as settings can see to it."""
        return self.synced and self.journal in _LASTING


def durability_of(connection: sqlite3.Connection) -> Durability:
    """Return what this connection goes by: SQLite does not say when it cannot do as it was told."""
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    return Durability(sqlite3.sqlite_version, journal, synchronous >= _FULL)
