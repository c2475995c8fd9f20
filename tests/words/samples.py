"""Parcels for the tests of this room."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tegata.protocols.outcome import Accepted, Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.store.parcel import Parcel, ParcelState, Recipient

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TAKEN = Accepted(SmtpReply(250, ("2.0.0 taken",)))


def refused(text: str = "5.1.1 no such user", code: int = 550) -> Refused:
    return Refused(Phase.RCPT, SmtpReply(code, tuple(text.split("\n"))))


def a_parcel(state: ParcelState, **changes: Any) -> Parcel:
    """Return a letter to Bob and Ola that nobody has tried yet."""
    parcel = Parcel(
        id=1,
        account="anna",
        message_id="<1@a.example>",
        subject="Greetings",
        sender="anna@a.example",
        recipients=(Recipient("bob@b.example"), Recipient("ola@b.example")),
        smtputf8=False,
        size=640,
        state=state,
        queued_at=NOON,
        changed_at=NOON,
    )
    return replace(parcel, **changes)
