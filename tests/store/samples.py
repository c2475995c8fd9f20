"""Letters, answers and a moment for the store's tests."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from tegata.mail.address import Mailbox
from tegata.mail.draft import Attachment, Draft
from tegata.mail.envelope import Envelope
from tegata.mail.letter import Letter
from tegata.protocols.outcome import Accepted
from tegata.protocols.reply import SmtpReply
from tegata.store.outbox import Outbox
from tegata.store.parcel import Attempt, Parcel, ParcelState, Standing

S = ParcelState

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
RECEIPT = Accepted(SmtpReply(250, ("2.0.0 queued as 7F3",), "2.0.0"))
DRAFT = Draft(account="home", to=("yuki@b.example", "ken@b.example"), subject="Kyōto 手形", body="Hello")
ATTEMPT = Attempt(0, NOW, NOW, ("connect", "rcpt"), "S: 220 mail.a.example\nC: EHLO [192.0.2.1]")


def letter(
    recipients: tuple[str, ...] = ("yuki@b.example", "ken@b.example"),
    attachments: tuple[Attachment, ...] = (),
) -> Letter:
    """Return a letter that no other call returns, in no process."""
    sender = Mailbox("Hana", "hana", "a.example")
    return Letter(
        message_id=f"<{uuid4()}@a.example>",
        date=NOW,
        sender=sender,
        to=tuple(Mailbox("", *address.split("@")) for address in recipients),
        cc=(),
        subject="Kyōto 手形",
        body="Hello\n",
        attachments=attachments,
        in_reply_to=(),
        envelope=Envelope("hana@a.example", recipients),
        boundary="=_0123456789",
    )


async def put(outbox: Outbox, standing: Standing = Standing(S.WAITING)) -> Parcel:  # noqa: B008
    """Put a letter."""
    parcel = await outbox.put(letter(), DRAFT, standing, now=NOW)
    assert isinstance(parcel, Parcel)
    return parcel


async def put_at(outbox: Outbox, state: ParcelState) -> Parcel:
    """Put a letter and walk it to the state, along the table."""
    ways: dict[ParcelState, Iterable[ParcelState]] = {
        S.HELD: (S.HELD,),
        S.WAITING: (),
        S.SENDING: (S.SENDING,),
        S.COMMITTED: (S.SENDING, S.COMMITTED),
        S.SENT: (S.SENDING, S.COMMITTED, S.SENT),
        S.FAILED: (S.SENDING, S.FAILED),
        S.UNCERTAIN: (S.SENDING, S.COMMITTED, S.UNCERTAIN),
        S.WITHDRAWN: (S.WITHDRAWN,),
    }
    parcel = await put(outbox)
    for step in ways[state]:
        moved = await outbox.move(parcel.id, Standing(step), now=NOW, was=parcel.state)
        assert moved is not None
        parcel = moved
    return parcel


def fill_up(path: Path) -> None:
    """Take up the last octet of the disk that `path` is on."""
    with path.open("wb", buffering=0) as file:
        for octets in (4096, 1):
            while True:
                try:
                    file.write(bytes(octets))
                except OSError:
                    break
