from base64 import b64encode

import pytest

from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.pop3_auth import PopExchange, apop_command
from tegata.protocols.reply import PopReply
from tegata.protocols.sasl import Challenge, Mechanism, Verdict, prove
from tegata.protocols.steps import Awaits, Dialogue, Flight
from tegata.protocols.wire import WireTextError
from tegata.secret import Secret
from tests.protocols.playbook import play

YUKI = Credentials("yuki", Secret("sesame"))


def proving(mechanism: Mechanism, login: Credentials = YUKI) -> Dialogue[Verdict]:
    return prove(mechanism, login, PopExchange(login.password))


def test_plain_carries_its_response_along() -> None:
    assert play(lambda: proving(Mechanism.PLAIN), "C: AUTH PLAIN AHl1a2kAc2VzYW1l\nS: +OK welcome") is None


@pytest.mark.parametrize("plus", ["+", "+ "])
def test_plain_where_the_server_overlooks_the_response(plus: str) -> None:
    script = f"C: AUTH PLAIN AHl1a2kAc2VzYW1l\nS: {plus}\nC: AHl1a2kAc2VzYW1l\nS: +OK"
    assert play(lambda: proving(Mechanism.PLAIN), script) is None


def test_login() -> None:
    script = """
        C: AUTH LOGIN
        S: + VXNlcm5hbWU6
        C: eXVraQ==
        S: + UGFzc3dvcmQ6
        C: c2VzYW1l
        S: +OK Logged in.
        """
    assert play(lambda: proving(Mechanism.LOGIN), script) is None


def test_refused() -> None:
    refused = play(lambda: proving(Mechanism.PLAIN), "C: AUTH PLAIN AHl1a2kAc2VzYW1l\nS: -ERR [AUTH] no")
    assert refused == Refused(Phase.POP, PopReply(False, "no", "AUTH"))


def test_giving_up_is_said() -> None:
    script = "C: AUTH CRAM-MD5\nS: + %\nC: *\nS: -ERR as you like"
    assert play(lambda: proving(Mechanism.CRAM_MD5), script) is not None
    lost = "C: AUTH CRAM-MD5\nS: + %\nC: *\n--- lost"
    assert play(lambda: proving(Mechanism.CRAM_MD5), lost) is not None


@pytest.mark.parametrize(("length", "rides"), [(178, True), (179, False)])
def test_room_for_the_first_message(length: int, rides: bool) -> None:
    """RFC 5034 section 4: 255 octets with the line end."""
    step = next(proving(Mechanism.PLAIN, Credentials("", Secret("s" * length))))
    assert isinstance(step, Flight)
    assert (step.commands[0].shown == "AUTH PLAIN ***") is rides
    assert len(step.commands[0].data) <= 255
    assert step.commands[0].awaits is Awaits.POP_AUTH


def test_challenge_as_the_server_said_it() -> None:
    text = b64encode(b"<1@a>").decode()
    assert Challenge(text).decoded() == b"<1@a>"


@pytest.mark.parametrize(
    "greeting",
    [
        "ready",
        "ready <>",
        "ready <1896>",
        "ready <1896@>",
        "ready <1896 @dbc>",
        "ready <1896@d\ufffdbc>",
        "ready <18<96@dbc",
    ],
)
def test_stamp_that_is_no_message_identifier(greeting: str) -> None:
    assert apop_command(YUKI, greeting) is None


def test_what_is_shown_of_apop() -> None:
    command = apop_command(YUKI, "ready <1896.697170952@dbc.mtview.ca.us>")
    assert command is not None
    assert command.shown == "APOP yuki ***"


def test_name_that_no_command_can_carry() -> None:
    with pytest.raises(WireTextError):
        apop_command(Credentials("yu\r\nki", Secret("sesame")), "<1@a>")
