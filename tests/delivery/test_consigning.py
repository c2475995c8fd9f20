"""Who is still to get a letter."""

import pytest

from tegata.delivery.consigning import open_recipients
from tegata.protocols.outcome import Accepted, Broken, Outcome, Phase, Refused, Trouble, Unknown
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.store.parcel import Parcel, ParcelState, Recipient
from tests.hand_clock import NOON

TAKEN = Accepted(SmtpReply(250, ("taken",)))
NO = Refused(Phase.RCPT, SmtpReply(550, ("no",)))
LATER = Refused(Phase.RCPT, SmtpReply(450, ("later",)))
NO_LOGIN = Refused(Phase.POP, PopReply(ok=False, text="no"))
LOST = Broken(Phase.CONNECT, Trouble.CONN_DROPPED)


@pytest.mark.parametrize(
    ("outcomes", "who"),
    [
        ([None, None], "ab"),
        ([TAKEN, None], "b"),
        ([None, NO], "a"),
        ([TAKEN, NO], "b"),
        ([NO, NO], "ab"),
        ([LATER, NO], "a"),
        ([TAKEN, NO, LATER], "c"),
        ([NO_LOGIN, NO_LOGIN], "ab"),
        ([LOST, Unknown()], "ab"),
        ([TAKEN, TAKEN], ""),
    ],
)
def test_who_is_still_to_be_tried(outcomes: list[Outcome | None], who: str) -> None:
    recipients = tuple(Recipient(name, outcome) for name, outcome in zip("abc", outcomes, strict=False))
    parcel = Parcel(1, "anna", "<1@a.example>", "", "", recipients, False, 1, ParcelState.WAITING, NOON, NOON)
    assert "".join(open_recipients(parcel)) == who
