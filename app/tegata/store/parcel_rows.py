"""The outbox's SQL: functions of a connection, to be called inside a transaction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from tegata.mail.draft import Draft
from tegata.mail.letter import Letter
from tegata.mail.search import has_words
from tegata.protocols.outcome import Accepted, Outcome, Refused, Unknown
from tegata.relay.circumstances import Circumstances
from tegata.store.coming import Waiting
from tegata.store.departure import UndoUntil
from tegata.store.departure_json import encode_departure
from tegata.store.draft_json import encode_draft
from tegata.store.outcome_json import encode_outcome
from tegata.store.parcel import (
    RECOVERY,
    TRANSITIONS,
    Attempt,
    HoldReason,
    Parcel,
    ParcelState,
    Recipient,
    Standing,
)
from tegata.store.parcel_reading import COLUMNS, read_parcels
from tegata.store.spool import Original, Spooled
from tegata.store.timestamps import from_text, to_text, to_text_or_none

_SELECT_SENT = """
    SELECT id, subject, (SELECT group_concat(address, char(10)) FROM recipient WHERE parcel = parcel.id)
    FROM parcel
    WHERE state = 'sent' AND (:changed_at IS NULL OR (changed_at, id) < (:changed_at, :id))
    ORDER BY changed_at DESC, id DESC
"""


def insert(
    connection: sqlite3.Connection,
    sealed: tuple[Letter, Draft, Spooled],
    standing: Standing,
    now: datetime,
) -> int:
    """Enter a letter, the draft it was, its file and all its recipients; return the parcel's id."""
    letter, draft, spooled = sealed
    cursor = connection.execute(
        "INSERT INTO parcel (account, message_id, subject, sender, smtputf8, size, state, hold, queued_at,"
        " changed_at, due, departure, draft, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            draft.account,
            letter.message_id,
            letter.subject.encode("utf-8", "replace").decode("utf-8"),
            letter.envelope.sender,
            letter.envelope.smtputf8,
            spooled.size,
            standing.state,
            standing.hold,
            to_text(now),
            to_text(now),
            to_text_or_none(standing.due),
            encode_departure(standing.departure),
            encode_draft(draft),
            spooled.checksum,
        ),
    )
    parcel_id = cursor.lastrowid or 0
    recipients = ((parcel_id, place, address) for place, address in enumerate(letter.envelope.recipients))
    connection.executemany("INSERT INTO recipient (parcel, position, address) VALUES (?, ?, ?)", recipients)
    originals = ((parcel_id, place, one.size, one.changed_ns) for place, one in enumerate(spooled.originals))
    connection.executemany("INSERT INTO original VALUES (?, ?, ?, ?)", originals)
    return parcel_id


def select(
    connection: sqlite3.Connection,
    *,
    account: str | None = None,
    states: Iterable[ParcelState] = frozenset(ParcelState),
) -> tuple[Parcel, ...]:
    """Return the parcels that fit all that is given, oldest first."""
    asked_for = frozenset(states)
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM parcel WHERE state IN (SELECT value FROM json_each(:words))"  # noqa: S608
        " AND (:account IS NULL OR account = :account) ORDER BY id",
        {"account": account, "words": json.dumps(_words(connection, asked_for))},
    )
    found = read_parcels(connection, rows.fetchall())
    return tuple(parcel for parcel in found if parcel.state in asked_for)


def select_sent(
    connection: sqlite3.Connection, words: tuple[str, ...], before: tuple[datetime, int] | None, limit: int
) -> tuple[Parcel, ...]:
    """Return sent parcels with all the words in subject or recipients, the newest first.

    `before` is time of change and id of the last one seen: those that come after it are returned.
    """
    changed_at, parcel_id = (None, None) if before is None else (to_text(before[0]), before[1])
    candidates = connection.execute(_SELECT_SENT, {"changed_at": changed_at, "id": parcel_id})
    fitting = (number for number, *texts in candidates if not words or has_words(words, *texts))
    numbers = list(islice(fitting, limit))
    found = {parcel.id: parcel for parcel in _select_by_id(connection, numbers)}
    return tuple(found[number] for number in numbers)


def select_one(connection: sqlite3.Connection, parcel_id: int) -> Parcel | None:
    """Return the parcel, or None where there is none."""
    return next(iter(_select_by_id(connection, [parcel_id])), None)


def is_known(connection: sqlite3.Connection, message_id: str) -> bool:
    """Whether a letter with this Message-ID is in the outbox, or was taken out of it not long ago."""
    found = connection.execute("SELECT 1 FROM parcel WHERE message_id = ?", (message_id,))
    return found.fetchone() is not None


def select_sealed(connection: sqlite3.Connection, parcel_id: int) -> tuple[str, tuple[Original, ...]]:
    """Return the parcel's draft, still as text, and what its attachments' files were like."""
    (draft,) = connection.execute("SELECT draft FROM parcel WHERE id = ?", (parcel_id,)).fetchone()
    rows = connection.execute(
        "SELECT size, changed_ns FROM original WHERE parcel = ? ORDER BY position", (parcel_id,)
    )
    return draft, tuple(Original(*row) for row in rows)


def move(
    connection: sqlite3.Connection,
    parcel_id: int,
    standing: Standing,
    sources: frozenset[ParcelState],
    now: datetime,
) -> Parcel | None:
    """Change the state if it is one of `sources` now; None where it is not, or there is no such parcel.

    One that cannot be read is never changed.
    """
    found = select_one(connection, parcel_id)
    if found is None or found.state not in sources or found.hold is HoldReason.UNKNOWN:
        return None
    connection.execute(
        "UPDATE parcel SET state = ?, hold = ?, due = ?, departure = ?, changed_at = ? WHERE id = ?",
        (
            standing.state,
            standing.hold,
            to_text_or_none(standing.due),
            encode_departure(standing.departure),
            to_text(now),
            parcel_id,
        ),
    )
    return select_one(connection, parcel_id)


def make_due(
    connection: sqlite3.Connection, times: Sequence[tuple[Parcel | Waiting, datetime]], now: datetime
) -> tuple[int, ...]:
    """Give other due times to those that still wait for the ones they have; return the ids of these."""
    found = {each.id: each for each in _select_by_id(connection, [parcel.id for parcel, _ in times])}
    fitting = [
        (to_text(due), to_text(now), parcel.id)
        for parcel, due in times
        if (there := found.get(parcel.id)) is not None
        and (there.state, there.due) == (ParcelState.WAITING, parcel.due)
    ]
    connection.executemany("UPDATE parcel SET due = ?, changed_at = ? WHERE id = ?", fitting)
    return tuple(number for _due, _now, number in fitting)


def sources_of(state: ParcelState) -> frozenset[ParcelState]:
    """Return the states that may lead to this one."""
    return frozenset(source for source, targets in TRANSITIONS.items() if state in targets)


def set_outcomes(
    connection: sqlite3.Connection,
    parcel: Parcel,
    outcomes: dict[str, Outcome],
    circumstances: Circumstances | None = None,
) -> None:
    """Note how it ended for each recipient. An accepted one stays accepted: it is never tried again."""
    for recipient in parcel.recipients:
        if recipient.address in outcomes and not isinstance(recipient.outcome, Accepted):
            outcome = outcomes[recipient.address]
            then = None if isinstance(outcome, Accepted) else circumstances
            connection.execute(
                "UPDATE recipient SET outcome = ? WHERE parcel = ? AND address = ?",
                (encode_outcome(outcome, then), parcel.id, recipient.address),
            )


def add_attempt(connection: sqlite3.Connection, parcel_id: int, attempt: Attempt) -> None:
    """Keep the attempt under the next number, whatever number it brings."""
    connection.execute("UPDATE parcel SET tries = tries + 1 WHERE id = ?", (parcel_id,))
    connection.execute(
        "INSERT INTO attempt SELECT id, tries, ?, ?, ?, ? FROM parcel WHERE id = ?",
        (
            to_text(attempt.began),
            to_text(attempt.ended),
            json.dumps(attempt.steps),
            attempt.transcript.encode("utf-8", "replace").decode("utf-8"),
            parcel_id,
        ),
    )


def select_attempts(connection: sqlite3.Connection, parcel_id: int) -> tuple[Attempt, ...]:
    """Return the parcel's attempts, oldest first."""
    rows = connection.execute(
        "SELECT number, began, ended, steps, transcript FROM attempt WHERE parcel = ? ORDER BY number",
        (parcel_id,),
    )
    return tuple(
        Attempt(number, from_text(began), from_text(ended), tuple(json.loads(steps)), transcript)
        for number, began, ended, steps, transcript in rows
    )


def leave(connection: sqlite3.Connection, parcel: Parcel, standing: Standing, now: datetime) -> Parcel | None:
    """Move on a held parcel that leaves by itself, if it still stands exactly as it did."""
    held = select_one(connection, parcel.id)
    if held is None or not held.leaves_by_itself or held.departure != parcel.departure:
        return None
    return move(connection, parcel.id, standing, frozenset({ParcelState.HELD}), now)


def recover(connection: sqlite3.Connection, now: datetime, process: str) -> tuple[Parcel, ...]:
    """Carry out `RECOVERY` and return the parcels it changed. A lost receipt is noted as `Unknown`."""
    changed = _cut_short(connection, now, process)
    for parcel in select(connection, states=RECOVERY):
        target = RECOVERY[parcel.state]
        if target is ParcelState.UNCERTAIN:
            set_outcomes(
                connection, parcel, {one.address: Unknown() for one in parcel.recipients if _was_sent_to(one)}
            )
        due = now if target is ParcelState.WAITING else None
        changed.append(move(connection, parcel.id, Standing(target, due=due), frozenset({parcel.state}), now))
    return tuple(parcel for parcel in changed if parcel is not None)


def _select_by_id(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Parcel, ...]:
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM parcel WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(numbers),),
    )
    return read_parcels(connection, rows.fetchall())


def _words(connection: sqlite3.Connection, states: frozenset[ParcelState]) -> list[str]:
    """Return the words behind which such a parcel may be: what cannot be read counts as held."""
    if ParcelState.HELD not in states:
        return sorted(states)
    there = {word for (word,) in connection.execute("SELECT DISTINCT state FROM parcel")}
    return sorted(states | there - {ParcelState.SENT, ParcelState.WITHDRAWN})


def _cut_short(connection: sqlite3.Connection, now: datetime, process: str) -> list[Parcel | None]:
    """Hold what was inside its undo seconds in a process that is gone."""
    cut = [
        parcel
        for parcel in select(connection, states={ParcelState.HELD})
        if parcel.leaves_by_itself
        and isinstance(parcel.departure, UndoUntil)
        and parcel.departure.process != process
    ]
    held = Standing(ParcelState.HELD, hold=HoldReason.UNDO_CUT_SHORT)
    return [move(connection, parcel.id, held, frozenset({ParcelState.HELD}), now) for parcel in cut]


def _was_sent_to(recipient: Recipient) -> bool:
    """Whether the letter went to this one too: not where an earlier attempt was refused for good."""
    return not (isinstance(recipient.outcome, Refused) and recipient.outcome.permanent)
