import pytest

from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.reply import PopReply, SmtpReply


@pytest.mark.parametrize(
    ("phase", "code", "permanent"),
    [
        (Phase.RCPT, 550, True),
        (Phase.RCPT, 450, False),
        (Phase.RCPT, 421, False),
        (Phase.RCPT, 552, False),
        (Phase.FINAL, 552, True),
        (Phase.MAIL, 552, True),
        (Phase.AUTH, 535, True),
        (Phase.AUTH, 454, False),
    ],
)
def test_refusal_for_good(phase: Phase, code: int, permanent: bool) -> None:
    assert Refused(phase, SmtpReply(code, ("",))).permanent is permanent


def test_refused_login() -> None:
    assert Refused(Phase.POP, PopReply(False, "no", "AUTH")).permanent
    assert not Refused(Phase.POP, PopReply(False, "later", "IN-USE")).permanent
