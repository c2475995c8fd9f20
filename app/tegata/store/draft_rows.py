"""The drafts' SQL: functions of a connection, to be called inside a transaction.

A draft with the key `parcel` is set aside (`set_aside`): none of these finds it but `replace` and `delete`.
"""

import dataclasses
import sqlite3
from datetime import datetime

from tegata.mail.draft import Draft, Place
from tegata.store.draft_json import decode_draft, decode_place, encode_draft
from tegata.store.draft_kept import DraftKept, LeftOpen
from tegata.store.parcel import ParcelState
from tegata.store.timestamps import from_text, to_text


def insert(connection: sqlite3.Connection, draft: Draft, now: datetime, place: Place | None = None) -> int:
    """Keep a new draft and return its id. With a place it is open."""
    cursor = connection.execute(
        "INSERT INTO draft (saved_at, content) VALUES (?, ?)", (to_text(now), encode_draft(draft, place))
    )
    return cursor.lastrowid or 0


def replace(
    connection: sqlite3.Connection, draft_id: int, draft: Draft, now: datetime, place: Place | None = None
) -> None:
    """Keep the draft under this id, whether or not there was one. With a place it is open."""
    connection.execute(
        "INSERT INTO draft (id, saved_at, content) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, content = excluded.content",
        (draft_id, to_text(now), encode_draft(draft, place)),
    )


def mark(connection: sqlite3.Connection, draft_id: int, place: Place | None) -> None:
    """Note where the cursor stands in a draft that is open; None: it is not. No draft comes of it."""
    there = select(connection, draft_id)
    if there is not None:
        content = encode_draft(there[1], place)
        connection.execute("UPDATE draft SET content = ? WHERE id = ?", (content, draft_id))


def place_in(connection: sqlite3.Connection, draft_id: int) -> Place | None:
    """Return where the cursor stands in a draft that is open; None where it is not, or not there."""
    row = connection.execute("SELECT content FROM draft WHERE id = ?", (draft_id,)).fetchone()
    return None if row is None else decode_place(row[0])


def left_open(connection: sqlite3.Connection) -> tuple[LeftOpen, ...]:
    """Return the drafts that are open, the one saved last first, and mark them as open no longer."""
    rows = connection.execute(
        "SELECT id, saved_at, content FROM draft WHERE json_extract(content, '$.place') IS NOT NULL"
        " ORDER BY saved_at DESC, id DESC"
    ).fetchall()
    for draft_id, _saved_at, _content in rows:
        mark(connection, draft_id, None)
    return tuple(
        LeftOpen(number, from_text(saved_at), decode_draft(content), decode_place(content) or Place())
        for number, saved_at, content in rows
    )


def select(connection: sqlite3.Connection, draft_id: int) -> tuple[DraftKept, Draft] | None:
    """Return the draft, or None where there is none."""
    row = connection.execute(
        "SELECT id, saved_at, content FROM draft WHERE id = ? AND json_extract(content, '$.parcel') IS NULL",
        (draft_id,),
    ).fetchone()
    return None if row is None else _kept(*row)


def select_all(connection: sqlite3.Connection) -> tuple[DraftKept, ...]:
    """Return the kept drafts, the one saved last first."""
    rows = connection.execute(
        "SELECT id, saved_at, content, (SELECT count(*) FROM draft_version WHERE draft = draft.id)"
        " FROM draft WHERE json_extract(content, '$.parcel') IS NULL ORDER BY saved_at DESC, id DESC"
    )
    return tuple(dataclasses.replace(_kept(*row)[0], versions=count) for *row, count in rows)


def delete(connection: sqlite3.Connection, draft_id: int) -> None:
    """Delete the draft and what it was earlier; nothing happens where there is none."""
    connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))


def every_draft(connection: sqlite3.Connection) -> tuple[Draft, ...]:
    """Return all drafts there are: those kept, those set aside, what they were earlier, and those of parcels
    that could still be edited again.
    """
    rows = connection.execute(
        "SELECT content FROM draft UNION ALL SELECT content FROM draft_version"
        " UNION ALL SELECT draft FROM parcel WHERE state NOT IN (?, ?)",
        (ParcelState.SENT, ParcelState.WITHDRAWN),
    )
    return tuple(decode_draft(content) for (content,) in rows)


def _kept(draft_id: int, saved_at: str, content: str) -> tuple[DraftKept, Draft]:
    draft = decode_draft(content)
    recipients = (*draft.to, *draft.cc, *draft.bcc)
    return DraftKept(draft_id, from_text(saved_at), draft.subject, recipients), draft
