"""What is settled is kept for a while, and then goes wholly."""

import sqlite3
from datetime import datetime, timedelta

from tegata.store.parcel import ParcelState
from tegata.store.timestamps import to_text

KEPT_FOR = timedelta(days=30)


def forget_old(connection: sqlite3.Connection, now: datetime, sent_for: timedelta | None) -> None:
    """Delete the letters taken back, and the logins noted, longer ago than that.

    Sent letters are deleted after `sent_for`; None keeps them for ever.
    """
    before = to_text(now - KEPT_FOR)
    _forget(connection, ParcelState.WITHDRAWN, before)
    connection.execute("DELETE FROM login WHERE at < ?", (before,))
    if sent_for is not None:
        _forget(connection, ParcelState.SENT, to_text(now - sent_for))


def _forget(connection: sqlite3.Connection, state: ParcelState, before: str) -> None:
    connection.execute("DELETE FROM parcel WHERE state = ? AND changed_at < ?", (state, before))
