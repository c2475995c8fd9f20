"""Drafts set aside behind a letter that is held: taken back, it has its earlier versions again.

No list shows them. They go when the letter moves on or is withdrawn. Functions of a connection, to be called
inside a transaction.
"""

import json
import sqlite3
from datetime import datetime

from tegata.mail.draft import Draft
from tegata.store import draft_rows, draft_versions
from tegata.store.draft_json import decode_draft
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.timestamps import from_text


def set_aside(connection: sqlite3.Connection, draft_id: int, parcel: Parcel) -> None:
    """Set the draft aside where its letter is held; else it goes for good."""
    if parcel.state is not ParcelState.HELD:
        draft_rows.delete(connection, draft_id)
        return
    connection.execute(
        "UPDATE draft SET content = json_set(json_remove(content, '$.place'), '$.parcel', ?) WHERE id = ?",
        (parcel.id, draft_id),
    )


def take_up(connection: sqlite3.Connection, parcel_id: int, draft: Draft, now: datetime) -> int:
    """Keep what the letter was made of as a draft, under the id that it had where it was set aside."""
    row = connection.execute(
        "SELECT id, saved_at, content FROM draft WHERE json_extract(content, '$.parcel') = ?", (parcel_id,)
    ).fetchone()
    if row is None:
        return draft_rows.insert(connection, draft, now)
    draft_id, saved_at, content = row
    draft_versions.note(connection, draft_id, (from_text(saved_at), decode_draft(content)), (now, draft))
    draft_rows.replace(connection, draft_id, draft, now)
    return int(draft_id)


def let_go(connection: sqlite3.Connection, parcel: Parcel | None) -> None:
    """Delete what was set aside for a parcel that is held no longer."""
    if parcel is not None and parcel.state in {ParcelState.WAITING, ParcelState.WITHDRAWN}:
        connection.execute("DELETE FROM draft WHERE json_extract(content, '$.parcel') = ?", (parcel.id,))


def let_go_of_strays(connection: sqlite3.Connection) -> None:
    """Delete what is set aside for no held parcel: a version that knows nothing of it has moved that on.

    What stands for a parcel in a state that only a newer version knows stays too.
    """
    connection.execute(
        "DELETE FROM draft WHERE json_extract(content, '$.parcel') IS NOT NULL"
        " AND json_extract(content, '$.parcel') NOT IN"
        " (SELECT id FROM parcel WHERE state NOT IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(frozenset(ParcelState) - {ParcelState.HELD})),),
    )
