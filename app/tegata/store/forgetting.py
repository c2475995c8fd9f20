"""What is settled is kept for thirty days; a sent letter's row stays after that, and its file goes."""

import sqlite3
from datetime import datetime, timedelta

from tegata.store.parcel import Parcel, ParcelState
from tegata.store.timestamps import to_text

KEPT_FOR = timedelta(days=30)


def forget_old(connection: sqlite3.Connection, now: datetime) -> None:
    """Delete the letters taken back, and the logins noted, longer ago than that."""
    before = to_text(now - KEPT_FOR)
    connection.execute(
        "DELETE FROM parcel WHERE state = ? AND changed_at < ?", (ParcelState.WITHDRAWN, before)
    )
    connection.execute("DELETE FROM login WHERE at < ?", (before,))


def needs_its_file(parcel: Parcel, now: datetime) -> bool:
    """Whether the letter may still leave, or has left not long ago."""
    return parcel.state is not ParcelState.SENT or now - parcel.changed_at <= KEPT_FOR
