"""What couriers ask for again and again: no more of the outbox than is due soon, and no more of a letter.

A letter that cannot be read (`parcel_reading`) may be among those that wait: its words are not looked at.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from tegata.store.parcel import Parcel
from tegata.store.parcel_reading import COLUMNS, read_parcels
from tegata.store.timestamps import from_text, from_text_or_none, to_text

INDEX = """
    CREATE INDEX IF NOT EXISTS waiting_by_due ON parcel (state, ifnull(due, ''), account, size)
    WHERE state = 'waiting'
"""
"""The state is its first column so that SQLite does not think another index better.

It makes no other version of the tables: an older program keeps it without knowing, and can do without."""

_FOR_EVER = "~"  # sorts after every moment
_FIELDS = "id, account, size, due, changed_at, tries"

_WAITING = f"""
    SELECT {_FIELDS} FROM parcel
    WHERE state = 'waiting' AND ifnull(due, '') <= :until AND (:account IS NULL OR account = :account)
"""  # noqa: S608

_OF_THESE_SIZES = "AND size >= :least AND size < :most"

_NEXT_AFTER = f"""
    SELECT {_FIELDS} FROM parcel
    WHERE state = 'waiting' AND ifnull(due, '') > :until AND +account = :account {_OF_THESE_SIZES}
    ORDER BY ifnull(due, '') LIMIT 1
"""  # noqa: S608

_LEAVING = f"""
    SELECT {COLUMNS} FROM parcel
    WHERE state = 'held' AND hold IS NULL AND departure IS NOT NULL
        AND (:account IS NULL OR account = :account)
    ORDER BY id
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of a waiting parcel tells when its turn is. All of it is as in `Parcel`."""

    id: int
    account: str
    size: int
    due: datetime | None
    changed_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Coming:
    """What a courier has to look after: letters that wait, and those held that leave by themselves."""

    waiting: tuple[Waiting, ...]
    leaving: tuple[Parcel, ...]


def coming(connection: sqlite3.Connection, account: str, sizes: range, until: datetime) -> Coming:
    """Return the account's letters of these sizes that are due by then, with the one that is due next after
    them; and, of any size, those that leave by themselves.
    """
    wanted = {"account": account, "until": to_text(until), "least": sizes.start, "most": sizes.stop}
    due = connection.execute(f"{_WAITING} {_OF_THESE_SIZES}", wanted).fetchall()
    after = connection.execute(_NEXT_AFTER, wanted).fetchall()
    return Coming(tuple(_waiting(*row) for row in (*due, *after)), leaving(connection, account))


def waiting(connection: sqlite3.Connection, until: datetime | None = None) -> tuple[Waiting, ...]:
    """Return what waits, of all accounts; with `until`, what is due by then."""
    wanted = {"account": None, "until": _FOR_EVER if until is None else to_text(until)}
    return tuple(_waiting(*row) for row in connection.execute(_WAITING, wanted))


def leaving(connection: sqlite3.Connection, account: str | None = None) -> tuple[Parcel, ...]:
    """Return the letters that are held and leave by themselves, of one account or of all."""
    rows = connection.execute(_LEAVING, {"account": account}).fetchall()
    return tuple(parcel for parcel in read_parcels(connection, rows) if parcel.leaves_by_itself)


def _waiting(number: int, account: str, size: int, due: str | None, changed_at: str, tries: int) -> Waiting:
    return Waiting(number, account, size, from_text_or_none(due), from_text(changed_at), tries)
