import pytest

from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.refusal import farewell, negative, unexpected
from tegata.protocols.reply import PopReply, SmtpReply


@pytest.mark.parametrize(
    ("code", "no", "closing"),
    [
        (220, False, False),
        (354, False, False),
        (421, True, True),
        (450, True, False),
        (554, True, False),
        (400, True, False),
        (599, True, False),
    ],
)
def test_smtp(code: int, no: bool, closing: bool) -> None:
    reply = SmtpReply(code, ("",))
    assert negative(reply) is no
    assert farewell(reply) is closing


def test_pop() -> None:
    assert negative(PopReply(False, ""))
    assert farewell(PopReply(False, ""))
    assert not negative(PopReply(True, ""))
    assert not farewell(PopReply(True, ""))


def test_unexpected() -> None:
    no, yes = SmtpReply(550, ("no",)), SmtpReply(250, ("yes",))
    assert unexpected(Phase.DATA, no) == Refused(Phase.DATA, no)
    assert unexpected(Phase.DATA, yes) == Broken(Phase.DATA, Trouble.GARBAGE, "250 yes")
