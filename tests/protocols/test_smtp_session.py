from collections.abc import Callable

import pytest

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.protocols.smtp_session import SessionOpen, open_session, quit_session
from tegata.protocols.steps import Dialogue
from tegata.secret import Secret
from tests.protocols.playbook import improvise, play
from tests.protocols.speeches import ROUNDS, SMTP_WORDS, speech

YUKI = Credentials("yuki", Secret("sesame"))

Opened = SessionOpen | Refused | Broken | Declined


def opening(
    channel: Channel = Channel.TLS, login: Credentials | None = None, *, allow_cleartext: bool = False
) -> Callable[[], Dialogue[Opened]]:
    return lambda: open_session(
        hello="[192.0.2.1]", channel=channel, login=login, allow_cleartext=allow_cleartext
    )


def test_greeting_and_ehlo() -> None:
    session = play(
        opening(),
        """
        S: 220-mail.a.example ESMTP
        S: 220 No advertising, please
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example Hello [192.0.2.1] [203.0.113.140], pleased to meet you
        S: 250-SIZE 36700160
        S: 250 PIPELINING
        """,
    )
    assert isinstance(session, SessionOpen)
    assert session.extensions.size == 36700160
    assert session.extensions.pipelining
    assert session.server_sees == "203.0.113.140"
    assert session.greeting == "mail.a.example ESMTP\nNo advertising, please"
    assert not session.authenticated


@pytest.mark.parametrize("code", [500, 502, 504])
def test_helo_where_ehlo_is_not_known(code: int) -> None:
    session = play(
        opening(Channel.NONE),
        f"""
        S: 220 old.a.example
        C: EHLO [192.0.2.1]
        S: {code} what?
        C: HELO [192.0.2.1]
        S: 250 old.a.example
        """,
    )
    assert isinstance(session, SessionOpen)
    assert not session.extensions.raw


@pytest.mark.parametrize(
    ("greeting", "permanent"),
    [
        ("554 No SMTP service here", True),
        ("421 4.7.0 mail.a.example too many connections", False),
        ("450 4.7.1 try again later", False),
    ],
)
def test_greeting_that_refuses(greeting: str, permanent: bool) -> None:
    refused = play(opening(), f"S: {greeting}")
    assert isinstance(refused, Refused)
    assert refused.phase is Phase.GREETING
    assert refused.permanent is permanent
    assert str(refused.reply) == greeting


def test_greeting_that_is_no_greeting() -> None:
    assert play(opening(), "S: 354 go on") == Broken(Phase.GREETING, Trouble.GARBAGE, "354 go on")


def test_ehlo_refused_for_good_is_not_tried_as_helo() -> None:
    refused = play(
        opening(),
        """
        S: 220 mail.a.example
        C: EHLO [192.0.2.1]
        S: 550 5.7.1 your name is not welcome
        """,
    )
    assert refused == Refused(Phase.EHLO, SmtpReply(550, ("5.7.1 your name is not welcome",), "5.7.1"))


def test_line_lost_while_waiting_for_the_greeting() -> None:
    assert play(opening(), "--- lost") == Broken(Phase.GREETING, Trouble.CONN_DROPPED, "by the script")


def test_starttls_forgets_what_was_said_in_clear() -> None:
    session = play(
        opening(Channel.STARTTLS, YUKI),
        """
        S: 220 mail.a.example
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example
        S: 250-STARTTLS
        S: 250-AUTH LOGIN
        S: 250 PIPELINING
        C: STARTTLS
        S: 220 2.0.0 Ready to start TLS
        --- tls
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example
        S: 250 AUTH PLAIN
        C: AUTH PLAIN AHl1a2kAc2VzYW1l
        S: 235 2.7.0 Authentication successful
        """,
    )
    assert isinstance(session, SessionOpen)
    assert session.authenticated
    assert session.extensions.auth == ("PLAIN",)
    assert not session.extensions.pipelining


def test_starttls_not_offered_is_never_done_without() -> None:
    declined = play(
        opening(Channel.STARTTLS, YUKI, allow_cleartext=True),
        """
        S: 220 mail.a.example
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example
        S: 250 AUTH PLAIN
        """,
    )
    assert declined == Declined(Phase.TLS, Objection.TLS_NOT_OFFERED)


def test_starttls_put_off() -> None:
    refused = play(
        opening(Channel.STARTTLS),
        """
        S: 220 mail.a.example
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example
        S: 250 STARTTLS
        C: STARTTLS
        S: 454 4.7.0 TLS not available due to local problem
        """,
    )
    assert isinstance(refused, Refused)
    assert refused.phase is Phase.TLS
    assert not refused.permanent


def test_no_password_in_clear_without_consent() -> None:
    script = """
        S: 220 mail.a.example
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example
        S: 250 AUTH PLAIN
        """
    declined = play(opening(Channel.NONE, YUKI), script)
    assert declined == Declined(Phase.AUTH, Objection.CLEARTEXT_PASSWORD)


def test_password_in_clear_with_consent() -> None:
    session = play(
        opening(Channel.NONE, YUKI, allow_cleartext=True),
        """
        S: 220 mail.a.example
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example
        S: 250 AUTH PLAIN
        C: AUTH PLAIN AHl1a2kAc2VzYW1l
        S: 235 ok
        """,
    )
    assert isinstance(session, SessionOpen)


def test_login_wanted_from_a_server_without_extensions() -> None:
    declined = play(
        opening(Channel.TLS, YUKI),
        """
        S: 220 old.a.example
        C: EHLO [192.0.2.1]
        S: 502 not implemented
        C: HELO [192.0.2.1]
        S: 250 old.a.example
        """,
    )
    assert declined == Declined(Phase.AUTH, Objection.AUTH_NOT_OFFERED)


def test_quit_does_not_care_how_it_is_answered() -> None:
    play(quit_session, "C: QUIT\nS: 221 bye")
    play(quit_session, "C: QUIT\nS: 500 what?")
    play(quit_session, "C: QUIT\n--- lost")


@pytest.mark.parametrize("channel", Channel)
def test_whatever_the_server_says_the_end_is_a_value(channel: Channel) -> None:
    kinds: set[type] = set()
    for seed in range(ROUNDS):
        dialogue = opening(channel, YUKI, allow_cleartext=True)()
        kinds.add(type(improvise(dialogue, speech(SMTP_WORDS, seed))))
    assert kinds == {SessionOpen, Refused, Broken, Declined}


PLAIN_IN_A_FLIGHT = """
    S: 220 mail.a.example
    C: EHLO [192.0.2.1]
    S: 250-mail.a.example
    S: 250-PIPELINING
    S: 250 AUTH PLAIN SCRAM-SHA-1
"""


def riding(channel: Channel, *, may_ride: bool = True, allow_cleartext: bool = False) -> Opened:
    return play(
        lambda: open_session(
            hello="[192.0.2.1]",
            channel=channel,
            login=YUKI,
            allow_cleartext=allow_cleartext,
            may_ride=may_ride,
        ),
        PLAIN_IN_A_FLIGHT if may_ride else f"{PLAIN_IN_A_FLIGHT}C: AUTH PLAIN AHl1a2kAc2VzYW1l\nS: 235 in",
    )


def test_auth_that_may_ride_is_left_to_the_flight_of_mail() -> None:
    session = riding(Channel.TLS)
    assert isinstance(session, SessionOpen)
    assert session.proof is not None
    assert session.proof.data == b"AUTH PLAIN AHl1a2kAc2VzYW1l\r\n"
    assert (session.proof.shown, session.proof.phase) == ("AUTH PLAIN ***", Phase.AUTH)
    assert session.proof.secret == YUKI.password
    assert session.extensions.pipelining
    assert not session.authenticated


def test_auth_that_may_not_ride_is_done_at_once() -> None:
    session = riding(Channel.TLS, may_ride=False)
    assert isinstance(session, SessionOpen)
    assert session.proof is None
    assert session.authenticated


def test_nobody_has_to_forbid_it() -> None:
    script = f"{PLAIN_IN_A_FLIGHT}C: AUTH PLAIN AHl1a2kAc2VzYW1l\nS: 235 in"
    session = play(opening(Channel.TLS, YUKI), script)
    assert isinstance(session, SessionOpen)
    assert session.authenticated


def test_nothing_rides_in_clear_without_consent() -> None:
    assert riding(Channel.NONE) == Declined(Phase.AUTH, Objection.CLEARTEXT_PASSWORD)


@pytest.mark.parametrize("may_ride", [False, True])
def test_in_clear_the_password_stays_here_where_it_can(may_ride: bool) -> None:
    """AUTH PLAIN would be the shorter way."""
    opened = play(
        lambda: open_session(
            hello="[192.0.2.1]",
            channel=Channel.NONE,
            login=Credentials("tim", Secret("tanstaaftanstaaf")),
            allow_cleartext=True,
            may_ride=may_ride,
        ),
        """
        S: 220 mail.a.example
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example
        S: 250-PIPELINING
        S: 250 AUTH PLAIN CRAM-MD5
        C: AUTH CRAM-MD5
        S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
        C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
        S: 235 in
        """,
    )
    assert isinstance(opened, SessionOpen)
    assert opened.authenticated


@pytest.mark.parametrize("may_ride", [False, True])
def test_where_a_login_without_the_password_has_vanished_nothing_is_shown(may_ride: bool) -> None:
    login = Credentials("tim", Secret("tanstaaf"), stays_here=True)
    declined = play(
        lambda: open_session(
            hello="[192.0.2.1]", channel=Channel.NONE, login=login, allow_cleartext=True, may_ride=may_ride
        ),
        """
        S: 220 mail.a.example
        C: EHLO [192.0.2.1]
        S: 250-mail.a.example
        S: 250-PIPELINING
        S: 250 AUTH PLAIN LOGIN
        """,
    )
    assert declined == Declined(Phase.AUTH, Objection.WEAKER_LOGIN, "PLAIN LOGIN")


def test_helo_names_our_address_too() -> None:
    session = play(
        opening(Channel.NONE),
        """
        S: 220 old.a.example
        C: EHLO [192.0.2.1]
        S: 500 what?
        C: HELO [192.0.2.1]
        S: 250 old.a.example Hello x [203.0.113.140]
        """,
    )
    assert isinstance(session, SessionOpen)
    assert session.server_sees == "203.0.113.140"
