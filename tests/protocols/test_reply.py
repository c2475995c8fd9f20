import pytest

from tegata.protocols.reply import PopReply, SmtpReply


@pytest.mark.parametrize(
    ("code", "positive", "permanent"),
    [(250, True, False), (251, True, False), (354, False, False), (450, False, False), (571, False, True)],
)
def test_the_first_digit_decides(code: int, positive: bool, permanent: bool) -> None:
    reply = SmtpReply(code, ("",))
    assert reply.positive is positive
    assert reply.permanent is permanent


@pytest.mark.parametrize(
    ("response_code", "permanent"),
    [
        (None, True),
        ("AUTH", True),
        ("SYS/PERM", True),
        ("IN-USE", False),
        ("LOGIN-DELAY", False),
        ("SYS/TEMP", False),
    ],
)
def test_response_code_decides(response_code: str | None, permanent: bool) -> None:
    assert PopReply(False, "", response_code).permanent is permanent


def test_as_the_server_wrote_it() -> None:
    assert str(SmtpReply(550, ("5.7.1 no", "really"), "5.7.1")) == "550 5.7.1 no\n550 really"
    assert str(SmtpReply(250, ("",))) == "250"
    assert str(PopReply(True, "hi")) == "+OK hi"
    assert str(PopReply(False, "busy", "IN-USE")) == "-ERR [IN-USE] busy"
    assert str(PopReply(False, "")) == "-ERR"
    assert not PopReply(True, "").permanent
