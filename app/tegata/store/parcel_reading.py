"""Makes parcels of their rows, also of those in which a newer Tegata has written what this one cannot read.

Such a letter counts as held, for `HoldReason.UNKNOWN`: nothing here sends it or changes its rows, and the
newer Tegata finds it as it was. Where it has gone out, or was taken back, it stays there.
"""

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tegata.store.departure_json import decode_departure
from tegata.store.outcome_json import decode_circumstances, decode_outcome
from tegata.store.parcel import HoldReason, Parcel, ParcelState, Recipient, Standing
from tegata.store.timestamps import from_text, from_text_or_none

_Row = tuple[Any, ...]
_REMEMBERED = 2048
"""So many parcels are not made anew as long as their rows stay the same."""

COLUMNS = """
    id, account, message_id, subject, sender, smtputf8, size, state, hold, queued_at, changed_at, due, tries,
    departure, checksum
"""
"""What a row must have for `read_parcels`, in this order."""

_NOT_OURS = (ValueError, KeyError, TypeError, OverflowError)
_UNKNOWN = Standing(ParcelState.HELD, HoldReason.UNKNOWN)
_OVER = {state: Standing(state) for state in (ParcelState.SENT, ParcelState.WITHDRAWN)}


def read_parcels(connection: sqlite3.Connection, rows: Sequence[_Row]) -> tuple[Parcel, ...]:
    """Return the parcels of these rows."""
    recipients = _recipients(connection, [row[0] for row in rows])
    return tuple(_parcel(row, tuple(recipients[row[0]])) for row in rows)


def _recipients(connection: sqlite3.Connection, parcels: Sequence[int]) -> dict[int, list[_Row]]:
    """Return the recipients of all these parcels: one question, however many letters there are."""
    found: dict[int, list[_Row]] = {parcel: [] for parcel in parcels}
    rows = connection.execute(
        "SELECT parcel, address, outcome FROM recipient"
        " WHERE parcel IN (SELECT value FROM json_each(?)) ORDER BY parcel, position",
        (json.dumps(parcels),),
    )
    for row in rows:
        found[row[0]].append(row)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _parcel(row: _Row, recipients: tuple[_Row, ...]) -> Parcel:
    """Make a parcel of its rows. The same come again and again: couriers and windows ask for what waits."""
    (
        number,
        account,
        message_id,
        subject,
        sender,
        smtputf8,
        size,
        state,
        hold,
        queued,
        changed,
        due,
        tries,
        departure,
        checksum,
    ) = row
    read = [_recipient(address, outcome) for _, address, outcome in recipients]
    standing = _standing(state, hold, due, departure) if None not in read else None
    standing = standing or _OVER.get(state, _UNKNOWN)
    both = zip(read, recipients, strict=True)
    return Parcel(
        id=number,
        account=account,
        message_id=message_id,
        subject=subject,
        sender=sender,
        recipients=tuple(each or Recipient(address) for each, (_, address, _) in both),
        smtputf8=bool(smtputf8),
        size=size,
        state=standing.state,
        queued_at=from_text(queued),
        changed_at=from_text(changed),
        due=standing.due,
        hold=standing.hold,
        tries=tries,
        departure=standing.departure,
        checksum=checksum,
    )


def _recipient(address: str, outcome: str | None) -> Recipient | None:
    """Return the recipient, None where what came of it cannot be read: it may have the letter."""
    if outcome is None:
        return Recipient(address)
    try:
        return Recipient(address, decode_outcome(outcome), decode_circumstances(outcome))
    except _NOT_OURS:
        return None


def _standing(state: str, hold: str | None, due: str | None, departure: str | None) -> Standing | None:
    try:
        return Standing(
            ParcelState(state),
            None if hold is None else HoldReason(hold),
            from_text_or_none(due),
            decode_departure(departure),
        )
    except _NOT_OURS:
        return None
