"""The flights that are saved: the letter flies with its envelope, AUTH with MAIL, and all of it together."""

from collections.abc import Callable

import pytest

from tegata.mail.envelope import Envelope
from tegata.protocols.extensions import Extensions
from tegata.protocols.outcome import Accepted, Broken, Outcome, Phase, Refused, Trouble, Unknown
from tegata.protocols.reply import SmtpReply
from tegata.protocols.shortcuts import Shortcuts, Shortfall, Stranger, Submission
from tegata.protocols.smtp_session import SessionOpen
from tegata.protocols.smtp_submit import CHUNK, LAST, RIDES, Partial, submit
from tegata.protocols.steps import Dialogue
from tegata.protocols.wire import smtp
from tegata.secret import Secret
from tests.protocols.playbook import play

YUKI, BOB, EVE = "yuki@a.example", "bob@elsewhere.example", "eve@elsewhere.example"
PROOF = smtp("AUTH PLAIN eA==", Phase.AUTH, shown="AUTH PLAIN ***", secret=Secret("x"))
TAKEN = Accepted(SmtpReply(250, ("taken",)))
STRANGERS_REFUSED = Shortcuts(letter_with_auth=True)
STRANGERS_WELCOME = Shortcuts()
ASK = Shortcuts(ask_as_stranger="bob@elsewhere.example")


def submitting(
    *recipients: str,
    offers: tuple[str, ...] = ("PIPELINING", "CHUNKING"),
    size: int = 4711,
    proof: bool = False,
    all_or_none: bool = False,
    shortcuts: Shortcuts | None = None,
    left_open: bool = False,
) -> Callable[[], Dialogue[Submission]]:
    session = SessionOpen(
        Extensions(raw=dict.fromkeys(offers, "")),
        None,
        "",
        proof=PROOF if proof else None,
        left_open=left_open,
    )
    partial = Partial.ALL_OR_NONE if all_or_none else Partial.SEND_TO_OTHERS
    envelope = Envelope(YUKI, recipients)
    return lambda: submit(session, envelope, size, partial=partial, shortcuts=shortcuts)


def code(phase: Phase, outcome: Outcome | None) -> int:
    assert isinstance(outcome, Refused), outcome
    assert outcome.phase is phase
    assert isinstance(outcome.reply, SmtpReply)
    return outcome.reply.code


# the letter flies with its envelope ---------------------------------------------------------------------
ALL_AT_ONCE = """
    --- commit
    C: MAIL FROM:<yuki@a.example>
    C: RCPT TO:<bob@elsewhere.example>
    C: BDAT 4711 LAST
    C: [4711 octets]
"""


def test_small_letter_takes_one_round_trip() -> None:
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}S: 250 ok\nS: 250 ok\nS: 250 taken")
    assert submission.outcomes == {BOB: TAKEN}
    assert submission.session is not None
    assert not submission.session.left_open


@pytest.mark.parametrize("size", [1, RIDES])
def test_largest_and_smallest_letter_that_flies_along(size: int) -> None:
    script = ALL_AT_ONCE.replace("4711", str(size))
    submission = play(submitting(BOB, size=size), f"{script}S: 250 ok\nS: 250 ok\nS: 250 taken")
    assert submission.outcomes == {BOB: TAKEN}


def test_relay_refusal_with_the_letter_behind_it() -> None:
    submission = play(
        submitting(BOB),
        f"{ALL_AT_ONCE}S: 250 ok\nS: 554 5.7.1 Relay access denied\nS: 554 5.5.1 no valid recipients",
    )
    assert code(Phase.RCPT, submission.outcomes[BOB]) == 554
    assert submission.session is not None
    assert submission.session.left_open
    assert submission.shortfall is None


def test_transaction_left_open_is_taken_back_in_the_next_flight() -> None:
    script = ALL_AT_ONCE.replace("--- commit\n", "--- commit\nC: RSET\n")
    submission = play(
        submitting(BOB, left_open=True), f"{script}S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 250 taken"
    )
    assert submission.outcomes == {BOB: TAKEN}


def test_others_get_the_letter_in_the_same_flight() -> None:
    submission = play(
        submitting(BOB, EVE),
        """
        --- commit
        C: MAIL FROM:<yuki@a.example>
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<eve@elsewhere.example>
        C: BDAT 4711 LAST
        C: [4711 octets]
        S: 250 ok
        S: 550 no such user
        S: 250 ok
        S: 250 taken
        """,
    )
    assert code(Phase.RCPT, submission.outcomes[BOB]) == 550
    assert submission.outcomes[EVE] == TAKEN


def test_letter_for_all_or_none_waits_for_every_recipient() -> None:
    submission = play(
        submitting(BOB, EVE, all_or_none=True),
        """
        C: MAIL FROM:<yuki@a.example>
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<eve@elsewhere.example>
        S: 250 ok
        S: 250 ok
        S: 250 ok
        --- commit
        C: BDAT 4711 LAST
        C: [4711 octets]
        S: 250 taken
        """,
    )
    assert submission.outcomes == {BOB: TAKEN, EVE: TAKEN}


def test_letter_for_all_or_none_is_held_back() -> None:
    submission = play(
        submitting(BOB, EVE, all_or_none=True),
        """
        C: MAIL FROM:<yuki@a.example>
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<eve@elsewhere.example>
        S: 250 ok
        S: 250 ok
        S: 450 later
        """,
    )
    assert submission.outcomes[BOB] is None
    assert code(Phase.RCPT, submission.outcomes[EVE]) == 450
    assert submission.session is not None
    assert submission.session.left_open


def test_one_command_at_a_time_without_pipelining() -> None:
    submission = play(
        submitting(BOB, offers=("CHUNKING",)),
        """
        C: MAIL FROM:<yuki@a.example>
        S: 250 ok
        C: RCPT TO:<bob@elsewhere.example>
        S: 250 ok
        --- commit
        C: BDAT 4711 LAST
        C: [4711 octets]
        S: 250 taken
        """,
    )
    assert submission.outcomes == {BOB: TAKEN}


def test_neither_yes_nor_no_to_the_letter() -> None:
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}S: 250 ok\nS: 250 ok\nS: 354 more\n--- hang up")
    assert submission.outcomes == {BOB: Unknown("354 more")}
    assert submission.session is None


def test_line_lost_with_the_letter_on_its_way() -> None:
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}S: 250 ok\nS: 250 ok\n--- lost")
    assert submission.outcomes == {BOB: Unknown("by the script")}
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}--- lost unwritten")
    assert submission.outcomes == {BOB: Broken(Phase.DATA, Trouble.CONN_DROPPED, "by the script")}
    assert submission.session is None


def test_refused_recipients_stay_refused_when_the_line_is_lost_behind_them() -> None:
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}S: 250 ok\nS: 550 no such user\n--- lost")
    assert code(Phase.RCPT, submission.outcomes[BOB]) == 550


def test_server_that_takes_leave_before_it_comes_to_the_letter() -> None:
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}S: 421 too many connections\n--- lost")
    assert code(Phase.MAIL, submission.outcomes[BOB]) == 421


# large letters ------------------------------------------------------------------------------------------
LARGE = 2 * CHUNK + LAST
ENVELOPE = """
    C: MAIL FROM:<yuki@a.example>
    C: RCPT TO:<bob@elsewhere.example>
    S: 250 ok
    S: 250 ok
"""
FIRST_CHUNK = f"C: BDAT {CHUNK}\nC: [{CHUNK} octets]\n"
LAST_CHUNK = f"--- commit\nC: BDAT {LAST} LAST\nC: [{LAST} octets]\n"


def test_no_chunk_waits_for_the_one_before() -> None:
    script = f"{ENVELOPE}{FIRST_CHUNK}{FIRST_CHUNK}{LAST_CHUNK}S: 250 one\nS: 250 two\nS: 250 taken"
    assert play(submitting(BOB, size=LARGE), script).outcomes == {BOB: TAKEN}


@pytest.mark.parametrize(("first", "last"), [(1, LAST), (CHUNK - LAST, LAST), (CHUNK, 1), (CHUNK, LAST)])
def test_last_chunk_is_a_small_one(first: int, last: int) -> None:
    chunks = f"C: BDAT {first}\nC: [{first} octets]\n--- commit\nC: BDAT {last} LAST\nC: [{last} octets]\n"
    submission = play(submitting(BOB, size=first + last), f"{ENVELOPE}{chunks}S: 250 one\nS: 250 taken")
    assert submission.outcomes == {BOB: TAKEN}


def test_replies_that_come_while_chunks_leave() -> None:
    script = f"{ENVELOPE}{FIRST_CHUNK}S: 250 one\n{FIRST_CHUNK}{LAST_CHUNK}S: 250 two\nS: 250 taken"
    assert play(submitting(BOB, size=LARGE), script).outcomes == {BOB: TAKEN}


def test_refused_chunk_ends_the_letter() -> None:
    submission = play(
        submitting(BOB, size=LARGE), f"{ENVELOPE}{FIRST_CHUNK}S: 552 5.3.4 too big\n--- hang up"
    )
    assert code(Phase.DATA, submission.outcomes[BOB]) == 552
    assert submission.shortfall is None


def test_chunk_refused_when_the_last_had_left() -> None:
    script = f"{ENVELOPE}{FIRST_CHUNK}{FIRST_CHUNK}{LAST_CHUNK}S: 250 one\nS: 552 too big\nS: 503 no"
    assert code(Phase.DATA, play(submitting(BOB, size=LARGE), script).outcomes[BOB]) == 552


def test_chunk_refused_and_the_line_lost() -> None:
    script = f"{ENVELOPE}{FIRST_CHUNK}{FIRST_CHUNK}{LAST_CHUNK}S: 250 one\nS: 552 too big\n--- lost"
    assert code(Phase.DATA, play(submitting(BOB, size=LARGE), script).outcomes[BOB]) == 552


def test_yes_to_a_letter_that_lacks_a_chunk_proves_nothing() -> None:
    script = f"{ENVELOPE}{FIRST_CHUNK}{FIRST_CHUNK}{LAST_CHUNK}S: 250 one\nS: 552 too big\nS: 250 taken"
    assert play(submitting(BOB, size=LARGE), script).outcomes == {BOB: Unknown("250 taken")}


def test_line_lost_among_the_chunks() -> None:
    submission = play(submitting(BOB, size=LARGE), f"{ENVELOPE}{FIRST_CHUNK}--- lost")
    assert submission.outcomes == {BOB: Broken(Phase.DATA, Trouble.CONN_DROPPED, "by the script")}


def test_letter_that_is_too_large_to_fly_along() -> None:
    chunks = f"C: BDAT {RIDES + 1 - LAST}\nC: [{RIDES + 1 - LAST} octets]\n{LAST_CHUNK}"
    script = f"{ENVELOPE}{chunks}S: 250 one\nS: 250 taken"
    assert play(submitting(BOB, size=RIDES + 1), script).outcomes == {BOB: TAKEN}


# a server that offers what it does not know -------------------------------------------------------------
@pytest.mark.parametrize("line", ["500 what?", "502 not implemented", "503 bad sequence", "504 no"])
def test_bdat_that_is_offered_and_not_known(line: str) -> None:
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}S: 250 ok\nS: 250 ok\nS: {line}\n--- hang up")
    assert submission.shortfall is Shortfall.CHUNKING
    assert isinstance(submission.outcomes[BOB], Refused)
    assert submission.session is None


def test_line_is_dropped_where_the_letter_may_be_taken_for_commands() -> None:
    submission = play(
        submitting(BOB), f"{ALL_AT_ONCE}S: 250 ok\nS: 550 no such user\nS: 500 what?\n--- hang up"
    )
    assert submission.shortfall is None
    assert code(Phase.RCPT, submission.outcomes[BOB]) == 550


def test_first_chunk_that_is_not_known() -> None:
    submission = play(submitting(BOB, size=LARGE), f"{ENVELOPE}{FIRST_CHUNK}S: 502 what?\n--- hang up")
    assert submission.shortfall is Shortfall.CHUNKING


def test_without_the_shortcut_the_letter_goes_after_data() -> None:
    submission = play(
        submitting(BOB, shortcuts=Shortcuts(chunking=False)),
        """
        C: MAIL FROM:<yuki@a.example>
        C: RCPT TO:<bob@elsewhere.example>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 354 go on
        C: [letter]
        --- commit
        C: .
        S: 250 taken
        """,
    )
    assert submission.outcomes == {BOB: TAKEN}


def test_yes_to_the_letter_counts_whatever_was_said_before() -> None:
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}S: 550 no\nS: 250 ok\nS: 250 taken")
    assert submission.outcomes == {BOB: TAKEN}
    submission = play(submitting(BOB), f"{ALL_AT_ONCE}S: 250 ok\nS: 550 no\nS: 250 taken")
    assert submission.outcomes == {BOB: Unknown("250 taken")}


# AUTH flies with MAIL -----------------------------------------------------------------------------------
STRANGER = """
    C: MAIL FROM:<yuki@a.example>
    C: RCPT TO:<bob@elsewhere.example>
    C: RSET
"""
LOGIN_AND_ENVELOPE = """
    C: AUTH PLAIN eA==
    C: MAIL FROM:<yuki@a.example>
    C: RCPT TO:<bob@elsewhere.example>
"""
LETTER = "C: BDAT 4711 LAST\nC: [4711 octets]\n"


def test_first_contact_asks_what_a_stranger_may_do_in_the_same_flight() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=ASK),
        f"""{STRANGER}{LOGIN_AND_ENVELOPE}
        S: 250 ok
        S: 554 5.7.1 Access denied
        S: 250 ok
        S: 235 welcome
        S: 250 ok
        S: 250 ok
        --- commit
        {LETTER}
        S: 250 taken
        """,
    )
    assert submission.outcomes == {BOB: TAKEN}
    assert submission.stranger is Stranger.REFUSED
    assert submission.session is not None
    assert submission.session.authenticated
    assert submission.session.proof is None


def test_server_that_takes_letters_from_strangers() -> None:
    replies = "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 235 welcome\nS: 250 ok\nS: 250 ok\n"
    submission = play(
        submitting(BOB, proof=True, shortcuts=ASK),
        f"{STRANGER}{LOGIN_AND_ENVELOPE}{replies}--- commit\n{LETTER}S: 250 taken",
    )
    assert submission.stranger is Stranger.WELCOME
    assert submission.outcomes == {BOB: TAKEN}


def test_letter_flies_with_auth_where_strangers_are_refused() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_REFUSED),
        f"--- commit\n{LOGIN_AND_ENVELOPE}{LETTER}S: 235 welcome\nS: 250 ok\nS: 250 ok\nS: 250 taken",
    )
    assert submission.outcomes == {BOB: TAKEN}


def test_letter_waits_for_auth_where_strangers_are_welcome() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_WELCOME),
        f"{LOGIN_AND_ENVELOPE}S: 235 welcome\nS: 250 ok\nS: 250 ok\n--- commit\n{LETTER}S: 250 taken",
    )
    assert submission.outcomes == {BOB: TAKEN}


def test_wrong_password_with_the_letter_behind_it() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_REFUSED),
        f"--- commit\n{LOGIN_AND_ENVELOPE}{LETTER}S: 535 no\nS: 250 ok\nS: 554 denied\nS: 554 nobody",
    )
    assert code(Phase.AUTH, submission.outcomes[BOB]) == 535
    assert submission.session is None
    assert submission.shortfall is None


def test_letter_taken_although_auth_was_refused_is_never_sent_again() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_REFUSED),
        f"--- commit\n{LOGIN_AND_ENVELOPE}{LETTER}S: 535 no\nS: 250 ok\nS: 250 ok\nS: 250 taken",
    )
    assert submission.outcomes == {BOB: TAKEN}
    assert submission.session is None


def test_wrong_password_keeps_the_letter_back() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_WELCOME),
        f"{LOGIN_AND_ENVELOPE}S: 535 5.7.8 no\nS: 250 ok\nS: 250 ok",
    )
    assert code(Phase.AUTH, submission.outcomes[BOB]) == 535
    assert submission.session is None


def test_wrong_password_with_data_behind_it() -> None:
    submission = play(
        submitting(BOB, proof=True, offers=("PIPELINING",), shortcuts=STRANGERS_WELCOME),
        f"{LOGIN_AND_ENVELOPE}C: DATA\nS: 535 no\nS: 250 ok\nS: 250 ok\nS: 354 go on\n--- hang up",
    )
    assert code(Phase.AUTH, submission.outcomes[BOB]) == 535


@pytest.mark.parametrize("line", ["334 ", "503 bad sequence", "500 what?"])
def test_auth_that_the_server_does_not_take_in_a_flight(line: str) -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_WELCOME),
        f"{LOGIN_AND_ENVELOPE}S: {line}\nS: 501 what?\nS: 503 MAIL first\n--- hang up",
    )
    assert submission.shortfall is Shortfall.RIDING
    assert submission.session is None


def test_line_dropped_before_auth_was_answered() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_WELCOME), f"{LOGIN_AND_ENVELOPE}--- lost"
    )
    assert submission.shortfall is Shortfall.RIDING
    assert submission.outcomes == {BOB: Broken(Phase.AUTH, Trouble.CONN_DROPPED, "by the script")}


def test_line_dropped_with_the_letter_on_its_way_is_never_tried_again_by_itself() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_REFUSED),
        f"--- commit\n{LOGIN_AND_ENVELOPE}{LETTER}--- lost",
    )
    assert submission.shortfall is None
    assert submission.outcomes == {BOB: Unknown("by the script")}


@pytest.mark.parametrize(
    ("mail", "rcpt", "with_auth", "stranger"),
    [
        ("530 who are you", "503 MAIL first", "250 ok", Stranger.REFUSED_AT_ONCE),
        ("250 ok", "450 greylisted", "250 ok", None),
        ("250 ok", "550 no such user", "550 no such user", None),
        ("450 later", "503 MAIL first", "250 ok", Stranger.REFUSED),
    ],
)
def test_what_is_learned_of_strangers(
    mail: str, rcpt: str, with_auth: str, stranger: Stranger | None
) -> None:
    replies = f"S: {mail}\nS: {rcpt}\nS: 250 ok\nS: 235 welcome\nS: 250 ok\nS: {with_auth}\n"
    letter = f"--- commit\n{LETTER}S: 250 taken" if with_auth.startswith("2") else ""
    submission = play(
        submitting(BOB, proof=True, shortcuts=ASK), f"{STRANGER}{LOGIN_AND_ENVELOPE}{replies}{letter}"
    )
    assert submission.stranger is stranger


def test_line_lost_behind_the_letter_of_one_whose_password_was_refused_is_never_a_plain_no() -> None:
    submission = play(
        submitting(BOB, proof=True, shortcuts=STRANGERS_REFUSED),
        f"--- commit\n{LOGIN_AND_ENVELOPE}{LETTER}S: 503 no\nS: 250 ok\nS: 250 ok\n--- lost",
    )
    assert submission.shortfall is None
    assert submission.outcomes == {BOB: Unknown("by the script")}


def test_single_recipient_is_all_of_them() -> None:
    submission = play(submitting(BOB, all_or_none=True), f"{ALL_AT_ONCE}S: 250 ok\nS: 250 ok\nS: 250 taken")
    assert submission.outcomes == {BOB: TAKEN}


def test_421_to_an_early_question_ends_the_session_whatever_follows() -> None:
    script = f"{ALL_AT_ONCE}S: 421 closing\nS: 503 MAIL first\nS: 503 nobody"
    submission = play(submitting(BOB), script)
    assert code(Phase.MAIL, submission.outcomes[BOB]) == 421
    assert submission.session is None


@pytest.mark.parametrize("proof", [False, True])
def test_line_dropped_after_the_login_is_no_shortfall(proof: bool) -> None:
    envelope = LOGIN_AND_ENVELOPE if proof else "".join(LOGIN_AND_ENVELOPE.splitlines(keepends=True)[2:])
    said = f"{envelope}S: 235 welcome\n--- lost" if proof else f"{envelope}--- lost"
    size = RIDES + 1
    submission = play(submitting(BOB, proof=proof, size=size, shortcuts=STRANGERS_WELCOME), said)
    assert submission.shortfall is None
    assert submission.outcomes == {BOB: Broken(Phase.MAIL, Trouble.CONN_DROPPED, "by the script")}


def test_what_no_step_has_used_is_kept_for_the_next_letter() -> None:
    session = SessionOpen(Extensions(size=10), None, "", proof=PROOF, left_open=True)
    submission = play(lambda: submit(session, Envelope(YUKI, (BOB,)), 11, partial=Partial.ALL_OR_NONE), "")
    assert submission.session == session
