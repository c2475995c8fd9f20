from base64 import b64decode, b64encode
from collections.abc import Callable

import pytest

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.extensions import Extensions
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.protocols.sasl import plain_message
from tegata.protocols.smtp_auth import authenticate, riding_proof
from tegata.protocols.steps import Dialogue, Flight
from tegata.secret import Secret
from tests.protocols.playbook import play

Result = Refused | Broken | Declined | None
Proof = Callable[[], Dialogue[Result]]


def proving(*mechanisms: str, user: str = "yuki", password: str = "sesame") -> Proof:  # noqa: S107
    credentials = Credentials(user, Secret(password))
    return lambda: authenticate(credentials, Extensions(auth=mechanisms), Channel.TLS)


def _plain_response(login: Credentials) -> str:
    return b64encode(plain_message(login)).decode()


def test_plain_carries_its_response_along() -> None:
    assert play(proving("LOGIN", "PLAIN"), "C: AUTH PLAIN AHl1a2kAc2VzYW1l\nS: 235 2.7.0 welcome") is None


def test_plain_where_the_server_overlooks_the_response() -> None:
    script = """
        C: AUTH PLAIN AHl1a2kAc2VzYW1l
        S: 334
        C: AHl1a2kAc2VzYW1l
        S: 235 welcome
        """
    assert play(proving("PLAIN"), script) is None


def test_login_where_plain_is_not_offered() -> None:
    script = """
        C: AUTH LOGIN
        S: 334 VXNlcm5hbWU6
        C: eXVraQ==
        S: 334 UGFzc3dvcmQ6
        C: c2VzYW1l
        S: 235 welcome
        """
    assert play(proving("CRAM-MD5", "LOGIN"), script) is None


def test_first_message_that_the_command_has_no_room_for() -> None:
    message = _plain_response(Credentials("yuki", Secret("s" * 400)))
    script = f"""
        C: AUTH PLAIN
        S: 334
        C: {message}
        S: 235 welcome
        """
    assert play(proving("PLAIN", password="s" * 400), script) is None


@pytest.mark.parametrize(("length", "rides"), [(370, True), (371, False)])
def test_longest_proof_that_flies_with_mail(length: int, rides: bool) -> None:
    extensions = Extensions(auth=("PLAIN",), raw={"PIPELINING": ""})
    proof = riding_proof(Credentials("", Secret("s" * length)), extensions, Channel.TLS)
    assert (proof is not None) is rides
    assert proof is None or (len(proof.data) <= 512 and proof.secret == Secret("s" * length))


def test_longest_first_message_that_rides_along() -> None:
    for length, rides in ((370, True), (371, False)):
        command = next(proving("PLAIN", user="", password="s" * length)())
        assert isinstance(command, Flight)
        assert (command.commands[0].shown == "AUTH PLAIN ***") is rides
        assert len(command.commands[0].data) <= 512


def test_giving_up_is_said() -> None:
    script = """
        C: AUTH CRAM-MD5
        S: 334 not base64!
        C: *
        S: 501 5.5.2 as you like
        """
    declined = play(proving("CRAM-MD5"), script)
    assert isinstance(declined, Declined)
    assert declined.objection is Objection.SERVER_UNPROVEN


def test_giving_up_where_the_line_is_lost_then() -> None:
    declined = play(proving("CRAM-MD5"), "C: AUTH CRAM-MD5\nS: 334 %\nC: *\n--- lost")
    assert isinstance(declined, Declined)


@pytest.mark.parametrize(
    "reply", ["535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6", "535 Incorrect authentication data"]
)
def test_wrong_password_is_not_tried_with_a_second_mechanism(reply: str) -> None:
    refused = play(proving("PLAIN", "LOGIN"), f"C: AUTH PLAIN AHl1a2kAc2VzYW1l\nS: {reply}")
    assert isinstance(refused, Refused)
    assert refused.phase is Phase.AUTH
    assert refused.permanent


def test_login_refused_at_the_user_name() -> None:
    refused = play(proving("LOGIN"), "C: AUTH LOGIN\nS: 334 x\nC: eXVraQ==\nS: 454 4.7.0 later")
    assert isinstance(refused, Refused)
    assert not refused.permanent


def test_login_refused_at_the_password() -> None:
    script = "C: AUTH LOGIN\nS: 334 x\nC: eXVraQ==\nS: 334 y\nC: c2VzYW1l\nS: 535 5.7.8 no"
    refused = play(proving("LOGIN"), script)
    assert isinstance(refused, Refused)
    assert refused.permanent


def test_success_before_the_password_was_asked_for_is_not_believed() -> None:
    declined = play(proving("LOGIN"), "C: AUTH LOGIN\nS: 235 welcome, whoever you are")
    why = "believed before the password was asked for"
    assert declined == Declined(Phase.AUTH, Objection.SERVER_UNPROVEN, why)


def test_a_yes_to_something_else_is_no_success() -> None:
    assert isinstance(play(proving("PLAIN"), "C: AUTH PLAIN AHl1a2kAc2VzYW1l\nS: 354 go on"), Broken)


@pytest.mark.parametrize("mechanisms", [(), ("DIGEST-MD5", "XOAUTH2"), ("LOGIN-PLAIN",)])
def test_nothing_offered_that_we_speak(mechanisms: tuple[str, ...]) -> None:
    declined = play(proving(*mechanisms), "")
    assert declined == Declined(Phase.AUTH, Objection.AUTH_NOT_OFFERED, " ".join(mechanisms))


@pytest.mark.parametrize(("user", "password"), [("yu\0ki", "sesame"), ("yuki", "ses\0ame")])
def test_nul_would_shift_the_fields(user: str, password: str) -> None:
    declined = play(proving("PLAIN", user=user, password=password), "")
    assert declined == Declined(Phase.AUTH, Objection.BAD_CREDENTIALS_TEXT)


def test_any_other_character_travels_in_utf_8() -> None:
    response = _plain_response(Credentials("雪\r\n", Secret("ひらけゴマ")))
    assert b64decode(response).decode() == "\0雪\r\n\0ひらけゴマ"


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_what_is_shown_holds_no_secret(mechanism: str) -> None:
    dialogue = proving(mechanism)()
    shown: list[str] = []
    try:
        step = next(dialogue)
        while True:
            assert isinstance(step, Flight)
            assert "sesame" not in repr(step)
            assert "c2VzYW1l" not in repr(step)
            shown.extend(command.shown for command in step.commands)
            step = dialogue.send((_go_on(),))
    except StopIteration:
        pass
    assert set(shown) <= {"AUTH PLAIN ***", "AUTH LOGIN", "***", "*"}


def _go_on() -> SmtpReply:
    return SmtpReply(334, ("",))


def offering(*mechanisms: str, pipelining: bool = True) -> Extensions:
    return Extensions(auth=mechanisms, raw={"PIPELINING": ""} if pipelining else {})


def test_plain_can_ride_with_other_commands() -> None:
    command = riding_proof(Credentials("yuki", Secret("sesame")), offering("LOGIN", "PLAIN"), Channel.TLS)
    assert command is not None
    assert command.data == b"AUTH PLAIN AHl1a2kAc2VzYW1l\r\n"
    assert command.shown == "AUTH PLAIN ***"


@pytest.mark.parametrize(
    ("password", "offers", "channel"),
    [
        ("sesame", offering("PLAIN", pipelining=False), Channel.TLS),
        ("sesame", offering("LOGIN"), Channel.TLS),
        ("sesame", offering("PLAIN", "CRAM-MD5"), Channel.NONE),
        ("s" * 371, offering("PLAIN"), Channel.TLS),
        ("s\0s", offering("PLAIN"), Channel.TLS),
    ],
)
def test_what_takes_a_flight_of_its_own(password: str, offers: Extensions, channel: Channel) -> None:
    assert riding_proof(Credentials("yuki", Secret(password)), offers, channel) is None
