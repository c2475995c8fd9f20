from collections.abc import Callable
from datetime import timedelta

import pytest

from tegata.protocols import pop3
from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.pop3 import PopOpen, hides_password
from tegata.protocols.reply import PopReply
from tegata.protocols.steps import Answer, AskTime, Dialogue, Flight
from tegata.secret import Secret
from tests.protocols.playbook import improvise, play
from tests.protocols.speeches import POP_WORDS, ROUNDS, speech

Opened = PopOpen | Refused | Broken | Declined
Login = Callable[[], Dialogue[Opened]]


def logging_in(
    channel: Channel = Channel.TLS,
    *,
    user: str = "yuki",
    password: str = "sesame",  # noqa: S107
    allow_cleartext: bool = False,
    apop: bool = False,
    known: tuple[str, ...] | None = None,
) -> Login:
    credentials = Credentials(user, Secret(password))
    return lambda: pop3.login(
        channel=channel, login=credentials, allow_cleartext=allow_cleartext, apop=apop, known=known
    )


def refusal(opened: Opened) -> PopReply:
    assert isinstance(opened, Refused)
    assert opened.phase is Phase.POP
    assert isinstance(opened.reply, PopReply)
    return opened.reply


DOVECOT = ("TOP", "UIDL", "RESP-CODES", "PIPELINING", "AUTH-RESP-CODE", "USER", "SASL PLAIN LOGIN")


def test_user_and_pass_in_one_flight() -> None:
    opened = play(
        logging_in(),
        """
        S: +OK Dovecot (Debian) ready.
        C: CAPA
        S: +OK
        S: TOP
        S: UIDL
        S: RESP-CODES
        S: PIPELINING
        S: AUTH-RESP-CODE
        S: USER
        S: SASL LOGIN
        S: .
        C: USER yuki
        C: PASS sesame
        S: +OK
        S: +OK Logged in.
        """,
    )
    assert opened == PopOpen(timedelta(seconds=1), "Dovecot (Debian) ready.", (*DOVECOT[:-1], "SASL LOGIN"))


def test_one_by_one_where_nothing_else_is_promised() -> None:
    opened = play(
        logging_in(Channel.NONE, allow_cleartext=True),
        """
        S: +OK <1896.697170952@dbc.mtview.ca.us>
        C: CAPA
        S: -ERR what?
        C: USER yuki
        S: +OK
        C: PASS sesame
        S: +OK yuki's maildrop has 2 messages
        """,
    )
    assert opened == PopOpen(timedelta(seconds=2), "<1896.697170952@dbc.mtview.ca.us>")


def test_the_time_is_taken_right_before_the_password_leaves() -> None:
    dialogue = logging_in()()
    answers: list[Answer] = [
        None,
        (PopReply(True, "hello"),),
        (PopReply(False, "no CAPA"),),
        timedelta(seconds=1),
        (PopReply(True, "USER ok"),),
        timedelta(seconds=2),
    ]
    steps = [dialogue.send(answer) for answer in answers]
    assert isinstance(steps[-2], AskTime)
    assert isinstance(steps[-1], Flight)
    assert steps[-1].commands[0].shown == "PASS ***"
    assert "sesame" not in repr(steps)


def test_sasl_plain_where_user_is_not_offered() -> None:
    opened = play(
        logging_in(),
        """
        S: +OK ready
        C: CAPA
        S: +OK here
        S: sasl PLAIN
        S: .
        C: AUTH PLAIN AHl1a2kAc2VzYW1l
        S: +OK welcome
        """,
    )
    assert isinstance(opened, PopOpen)


def test_sasl_plain_for_a_password_that_pass_cannot_carry() -> None:
    script = """
        S: +OK ready
        C: CAPA
        S: +OK here
        S: USER
        S: SASL PLAIN
        S: .
        C: AUTH PLAIN AHl1a2kAw6k=
        S: +OK welcome
        """
    assert isinstance(play(logging_in(password="é"), script), PopOpen)


@pytest.mark.parametrize("password", ["é", "a\r\nDELE 1", "a\0b"])
def test_password_that_nothing_can_carry(password: str) -> None:
    script = """
        S: +OK ready
        C: CAPA
        S: -ERR
        """
    declined = play(logging_in(password=password), script)
    assert declined == Declined(Phase.POP, Objection.BAD_CREDENTIALS_TEXT)


def test_nul_would_shift_the_fields_of_sasl_plain() -> None:
    script = "S: +OK ready\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: ."
    declined = play(logging_in(password="a\0b"), script)
    assert declined == Declined(Phase.POP, Objection.BAD_CREDENTIALS_TEXT)


def test_in_clear_the_password_stays_here_where_it_can() -> None:
    script = """
        S: +OK ready
        C: CAPA
        S: +OK here
        S: USER
        S: PIPELINING
        S: SASL PLAIN CRAM-MD5
        S: .
        C: AUTH CRAM-MD5
        S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
        C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
        S: +OK welcome
        """
    tim = logging_in(Channel.NONE, user="tim", password="tanstaaftanstaaf", allow_cleartext=True)
    offers = ("USER", "PIPELINING", "SASL PLAIN CRAM-MD5")
    assert play(tim, script) == PopOpen(timedelta(seconds=1), "ready", offers)


@pytest.mark.parametrize("capa", ["-ERR what?", "+OK\nS: USER\nS: SASL PLAIN\nS: ."])
def test_where_a_login_without_the_password_has_vanished_nothing_is_shown(capa: str) -> None:
    credentials = Credentials("tim", Secret("tanstaaf"), stays_here=True)
    declined = play(
        lambda: pop3.login(channel=Channel.NONE, login=credentials, allow_cleartext=True),
        f"S: +OK ready\nC: CAPA\nS: {capa}",
    )
    assert isinstance(declined, Declined)
    assert (declined.phase, declined.objection) == (Phase.POP, Objection.WEAKER_LOGIN)


def test_which_capabilities_keep_a_password_here() -> None:
    assert hides_password(("USER", "sasl PLAIN cram-md5"))
    assert not hides_password(DOVECOT)
    assert not hides_password(())


def test_plain_in_clear_where_nothing_hides_the_password() -> None:
    script = """
        S: +OK ready
        C: CAPA
        S: +OK here
        S: USER
        S: SASL PLAIN LOGIN
        S: .
        C: AUTH PLAIN AHl1a2kAc2VzYW1l
        S: +OK welcome
        """
    assert isinstance(play(logging_in(Channel.NONE, allow_cleartext=True), script), PopOpen)


def test_under_tls_plain_is_one_command_with_one_answer() -> None:
    script = """
        S: +OK ready
        C: CAPA
        S: +OK here
        S: USER
        S: PIPELINING
        S: SASL PLAIN SCRAM-SHA-256
        S: .
        C: AUTH PLAIN AHl1a2kAc2VzYW1l
        S: +OK welcome
        """
    assert isinstance(play(logging_in(), script), PopOpen)


GREETED = "S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>"


def test_apop_as_in_rfc_1939_section_7() -> None:
    script = f"""
        {GREETED}
        C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
        S: +OK maildrop has 1 message (369 octets)
        """
    opened = play(logging_in(user="mrose", password="tanstaaf", apop=True), script)
    greeting = "POP3 server ready <1896.697170952@dbc.mtview.ca.us>"
    assert opened == PopOpen(timedelta(seconds=1), greeting, ())


def test_apop_is_done_where_it_is_asked_for_only() -> None:
    opened = play(
        lambda: pop3.login(
            channel=Channel.TLS, login=Credentials("mrose", Secret("tanstaaf")), allow_cleartext=False
        ),
        f"{GREETED}\nC: CAPA\nS: -ERR what\nC: USER mrose\nS: +OK\nC: PASS tanstaaf\nS: +OK in",
    )
    assert isinstance(opened, PopOpen)


def test_apop_refused() -> None:
    script = f"{GREETED}\nC: APOP mrose c4c9334bac560ecc979e58001b3e22fb\nS: -ERR [AUTH] no"
    assert refusal(play(logging_in(user="mrose", password="tanstaaf", apop=True), script)).text == "no"


def test_apop_for_a_name_that_no_command_can_carry() -> None:
    declined = play(logging_in(user="a\r\nDELE 1", apop=True), GREETED)
    assert declined == Declined(Phase.POP, Objection.BAD_CREDENTIALS_TEXT)


def test_apop_in_clear_is_not_done() -> None:
    """Nor is anything else instead: who asks for APOP does not want the password to leave."""
    opened = play(logging_in(Channel.NONE, allow_cleartext=True, apop=True), GREETED)
    assert opened == Declined(Phase.POP, Objection.AUTH_NOT_OFFERED, "APOP")


def test_apop_with_a_stamp_that_came_in_clear_is_not_done() -> None:
    script = "S: +OK <1896.697170952@dbc.mtview.ca.us>\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK"
    script += "\n--- tls"
    opened = play(logging_in(Channel.STARTTLS, apop=True), script)
    assert opened == Declined(Phase.POP, Objection.AUTH_NOT_OFFERED, "APOP")


NO_SASL = ("PIPELINING", "USER")
PLAIN = "C: AUTH PLAIN AHl1a2kAc2VzYW1l\n"
AT_ONCE = "C: USER yuki\nC: PASS sesame\n"


def capa(*lines: str) -> str:
    return "".join(f"S: {line}\n" for line in ("+OK", *lines, "."))


def test_server_that_is_known_costs_one_flight() -> None:
    opened = play(logging_in(known=DOVECOT), f"S: +OK ready\n{PLAIN}S: +OK Logged in.")
    assert opened == PopOpen(timedelta(seconds=1), "ready", DOVECOT)
    opened = play(logging_in(known=NO_SASL), f"S: +OK ready\n{AT_ONCE}S: +OK\nS: +OK Logged in.")
    assert opened == PopOpen(timedelta(seconds=1), "ready", NO_SASL)


def test_known_server_that_does_not_offer_that_any_more() -> None:
    script = f"S: +OK ready\n{PLAIN}S: -ERR what?\nC: CAPA\n{capa(*NO_SASL)}C: CAPA\n{capa(*NO_SASL)}"
    opened = play(logging_in(known=DOVECOT), f"{script}{AT_ONCE}S: +OK\nS: +OK in")
    assert opened == PopOpen(timedelta(seconds=2), "ready", NO_SASL)


def test_known_server_that_has_given_up_pipelining() -> None:
    script = f"S: +OK ready\n{AT_ONCE}S: +OK\nS: -ERR one at a time\nC: CAPA\n{capa('USER')}"
    script += f"C: CAPA\n{capa('USER')}C: USER yuki\nS: +OK\nC: PASS sesame\nS: +OK in"
    opened = play(logging_in(known=NO_SASL), script)
    assert opened == PopOpen(timedelta(seconds=3), "ready", ("USER",))


def test_wrong_password_at_a_known_server_is_not_tried_twice() -> None:
    opened = play(logging_in(known=DOVECOT), f"S: +OK ready\n{PLAIN}S: -ERR [AUTH] no")
    assert refusal(opened).text == "no"
    opened = play(logging_in(known=DOVECOT), f"S: +OK ready\n{PLAIN}S: -ERR no\nC: CAPA\n{capa(*DOVECOT)}")
    assert refusal(opened).text == "no"
    opened = play(logging_in(known=NO_SASL), f"S: +OK ready\n{AT_ONCE}S: +OK\nS: -ERR no\nC: CAPA\n--- lost")
    assert refusal(opened).text == "no"


def test_wrong_password_in_a_flight_at_a_server_that_goes_on_offering_them() -> None:
    script = f"S: +OK ready\n{AT_ONCE}S: +OK\nS: -ERR no\nC: CAPA\n{capa(*NO_SASL)}"
    assert refusal(play(logging_in(known=NO_SASL), script)).text == "no"


def test_second_login_in_clear_spares_the_password_the_journey_too() -> None:
    """PLAIN is the first choice under TLS only."""
    now = capa("SASL PLAIN CRAM-MD5")
    script = f"""
        S: +OK ready
        C: USER yuki
        C: PASS sesame
        S: +OK
        S: -ERR what?
        C: CAPA
        {now}
        C: CAPA
        {now}
        C: AUTH CRAM-MD5
        S: -ERR [AUTH] no
        """
    assert refusal(play(logging_in(Channel.NONE, allow_cleartext=True, known=NO_SASL), script)).text == "no"


@pytest.mark.parametrize(
    ("channel", "sasl"), [(Channel.TLS, "CRAM-MD5 SCRAM-SHA-1"), (Channel.NONE, "LOGIN")]
)
def test_user_and_pass_where_sasl_has_nothing_better(channel: Channel, sasl: str) -> None:
    script = f"S: +OK ready\nC: CAPA\n{capa('USER', f'SASL {sasl}')}C: USER yuki\nS: -ERR [AUTH] no"
    assert refusal(play(logging_in(channel, allow_cleartext=True), script)).text == "no"


def test_known_server_without_pipelining() -> None:
    script = "S: +OK ready\nC: USER yuki\nS: +OK\nC: PASS sesame\nS: +OK"
    assert isinstance(play(logging_in(known=("USER",)), script), PopOpen)


def test_known_server_is_not_asked_whether_it_can_tls() -> None:
    script = f"S: +OK ready\nC: STLS\nS: +OK\n--- tls\n{PLAIN}S: +OK"
    assert isinstance(play(logging_in(Channel.STARTTLS, known=DOVECOT), script), PopOpen)


def test_known_server_that_cannot_tls_any_more() -> None:
    opened = play(logging_in(Channel.STARTTLS, known=DOVECOT), "S: +OK ready\nC: STLS\nS: -ERR no")
    assert isinstance(opened, Refused)
    assert opened.phase is Phase.TLS


def test_what_is_shown_of_sasl_plain_holds_no_secret() -> None:
    dialogue = logging_in()()
    answers: list[Answer] = [
        None,
        (PopReply(True, "hello"),),
        (PopReply(True, "", None, ("SASL PLAIN",)),),
        timedelta(seconds=1),
    ]
    step = [dialogue.send(answer) for answer in answers][-1]
    assert isinstance(step, Flight)
    assert step.commands[0].shown == "AUTH PLAIN ***"
    assert "AHl1" not in repr(step)


def test_stls_forgets_what_was_said_in_clear() -> None:
    opened = play(
        logging_in(Channel.STARTTLS),
        """
        S: +OK ready
        C: CAPA
        S: +OK
        S: STLS
        S: PIPELINING
        S: .
        C: STLS
        S: +OK Begin TLS negotiation now.
        --- tls
        C: CAPA
        S: +OK
        S: USER
        S: .
        C: USER yuki
        S: +OK
        C: PASS sesame
        S: +OK
        """,
    )
    assert isinstance(opened, PopOpen)


def test_stls_not_offered_is_never_done_without() -> None:
    script = """
        S: +OK ready
        C: CAPA
        S: +OK
        S: USER
        S: .
        """
    declined = play(logging_in(Channel.STARTTLS, allow_cleartext=True), script)
    assert declined == Declined(Phase.TLS, Objection.TLS_NOT_OFFERED)


def test_stls_refused() -> None:
    script = """
        S: +OK ready
        C: CAPA
        S: +OK
        S: STLS
        S: .
        C: STLS
        S: -ERR [SYS/TEMP] no TLS today
        """
    refused = play(logging_in(Channel.STARTTLS), script)
    assert refused == Refused(Phase.TLS, PopReply(False, "no TLS today", "SYS/TEMP"))


def test_no_password_in_clear_without_consent() -> None:
    assert play(logging_in(Channel.NONE), "") == Declined(Phase.POP, Objection.CLEARTEXT_PASSWORD)


@pytest.mark.parametrize(
    ("line", "code", "permanent"),
    [
        ("-ERR [AUTH] Authentication failed.", "AUTH", True),
        ("-ERR [IN-USE] Do you have another POP session running?", "IN-USE", False),
        ("-ERR [LOGIN-DELAY] wait a minute", "LOGIN-DELAY", False),
        ("-ERR [SYS/TEMP] come back later", "SYS/TEMP", False),
        ("-ERR [SYS/PERM] ask your provider", "SYS/PERM", True),
        ("-ERR authentication failed", None, True),
    ],
)
def test_password_refused(line: str, code: str | None, permanent: bool) -> None:
    opened = play(
        logging_in(),
        f"""
        S: +OK ready
        C: CAPA
        S: -ERR
        C: USER yuki
        S: +OK
        C: PASS sesame
        S: {line}
        """,
    )
    assert refusal(opened).response_code == code
    assert refusal(opened).permanent is permanent


def test_user_refused_is_not_followed_by_the_password() -> None:
    opened = play(
        logging_in(),
        """
        S: +OK ready
        C: CAPA
        S: -ERR
        C: USER yuki
        S: -ERR never heard of you
        """,
    )
    assert refusal(opened).text == "never heard of you"


def test_user_refused_and_hung_up_in_one_flight() -> None:
    opened = play(
        logging_in(),
        """
        S: +OK ready
        C: CAPA
        S: +OK
        S: PIPELINING
        S: .
        C: USER yuki
        C: PASS sesame
        S: -ERR [LOGIN-DELAY] one login a minute
        --- lost
        """,
    )
    assert refusal(opened).response_code == "LOGIN-DELAY"


def test_greeting_that_refuses() -> None:
    opened = play(logging_in(), "S: -ERR [SYS/TEMP] too many connections")
    assert refusal(opened) == PopReply(False, "too many connections", "SYS/TEMP")


def test_line_lost() -> None:
    assert play(logging_in(), "--- lost") == Broken(Phase.POP, Trouble.CONN_DROPPED, "by the script")


@pytest.mark.parametrize(
    ("answer", "letters"),
    [
        ("S: +OK 3 4711", 3),
        ("S: +OK 0 0 empty", 0),
        ("S: +OK", None),
        ("S: +OK three letters", None),
        ("S: -ERR no", None),
        ("S: -ERR 3 4711", None),
        ("--- lost", None),
    ],
)
def test_counting_letters(answer: str, letters: int | None) -> None:
    assert play(pop3.count_letters, f"C: STAT\n{answer}") == letters


def test_quit_does_not_care_how_it_is_answered() -> None:
    play(pop3.quit_session, "C: QUIT\nS: +OK bye")
    play(pop3.quit_session, "C: QUIT\nS: -ERR what?")
    play(pop3.quit_session, "C: QUIT\n--- lost")


@pytest.mark.parametrize("channel", Channel)
def test_whatever_the_server_says_the_end_is_a_value(channel: Channel) -> None:
    kinds: set[type] = set()
    for seed in range(ROUNDS):
        dialogue = logging_in(channel, allow_cleartext=True)()
        kinds.add(type(improvise(dialogue, speech(POP_WORDS, seed))))
    assert {PopOpen, Refused, Broken} <= kinds <= {PopOpen, Refused, Broken, Declined}
