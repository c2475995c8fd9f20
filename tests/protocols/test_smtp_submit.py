from collections.abc import Callable

import pytest

from tegata.mail.envelope import Envelope
from tegata.protocols.extensions import Extensions
from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Objection,
    Outcome,
    Outcomes,
    Phase,
    Refused,
    Trouble,
    Unknown,
)
from tegata.protocols.reply import SmtpReply
from tegata.protocols.shortcuts import Submission
from tegata.protocols.smtp_session import SessionOpen
from tegata.protocols.smtp_submit import Partial, reset, submit
from tegata.protocols.steps import Dialogue
from tegata.protocols.wire import WireTextError
from tests.protocols.playbook import improvise, play
from tests.protocols.speeches import ROUNDS, SMTP_WORDS, speech

BOB, EVE, SELF = "bob@elsewhere.example", "eve@elsewhere.example", "yuki@a.example"
DROPPED = (Trouble.CONN_DROPPED, "by the script")


def session(*offers: str, size: int | None = None) -> SessionOpen:
    return SessionOpen(Extensions(size=size, raw=dict.fromkeys(offers, "")), None, "")


def submitting(
    *recipients: str,
    offers: tuple[str, ...] = ("PIPELINING", "SIZE"),
    partial: Partial = Partial.SEND_TO_OTHERS,
    smtputf8: bool = False,
) -> Callable[[], Dialogue[Outcomes]]:
    envelope = Envelope("yuki@a.example", recipients, smtputf8)
    return lambda: outcomes_of(submit(session(*offers), envelope, 4711, partial=partial))


def outcomes_of(dialogue: Dialogue[Submission]) -> Dialogue[Outcomes]:
    return (yield from dialogue).outcomes


def refused(phase: Phase, outcome: Outcome | None) -> SmtpReply:
    assert isinstance(outcome, Refused)
    assert outcome.phase is phase
    assert isinstance(outcome.reply, SmtpReply)
    return outcome.reply


def test_one_recipient_takes_two_round_trips() -> None:
    outcomes = play(
        submitting(BOB),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: DATA
        S: 250 2.1.0 Ok
        S: 250 2.1.5 Ok
        S: 354 End data with <CR><LF>.<CR><LF>
        C: [letter]
        --- commit
        C: .
        S: 250 2.0.0 Ok: queued as 4F2A
        """,
    )
    assert outcomes == {BOB: Accepted(SmtpReply(250, ("2.0.0 Ok: queued as 4F2A",), "2.0.0"))}


def test_several_recipients_wait_before_data() -> None:
    outcomes = play(
        submitting(BOB, EVE, SELF),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<eve@elsewhere.example>
        C: RCPT TO:<yuki@a.example>
        S: 250 ok
        S: 250 ok
        S: 251 user not local; will forward
        S: 252 cannot verify
        C: DATA
        S: 354 go on
        C: [letter]
        --- commit
        C: .
        S: 251 taken
        """,
    )
    assert all(isinstance(outcome, Accepted) for outcome in outcomes.values())


def test_without_pipelining_one_by_one() -> None:
    outcomes = play(
        submitting(BOB, offers=()),
        """
        C: MAIL FROM:<yuki@a.example>
        S: 250 ok
        C: RCPT TO:<bob@elsewhere.example>
        S: 250 ok
        C: DATA
        S: 354 go on
        C: [letter]
        --- commit
        C: .
        S: 250 ok
        """,
    )
    assert isinstance(outcomes[BOB], Accepted)


RELAY_REFUSALS = [
    "554 5.7.1 <bob@elsewhere.example>: Relay access denied",
    "454 4.7.1 <bob@elsewhere.example>: Relay access denied",
    "554 5.7.1 <bob@elsewhere.example>: Recipient address rejected: Access denied",
    "550 relay not permitted",
    "550 Invalid recipient: <bob@elsewhere.example>",
    "550 5.7.1 <bob@elsewhere.example>... Relaying denied",
    "450 4.4.0 <bob@elsewhere.example>... Relaying temporarily denied. Cannot resolve PTR record",
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    "571 relaying denied",
]


@pytest.mark.parametrize("line", RELAY_REFUSALS)
def test_relay_refused_with_data_behind_it(line: str) -> None:
    outcomes = play(
        submitting(BOB),
        f"""
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: DATA
        S: 250 ok
        S: {line}
        S: 554 5.5.1 Error: no valid recipients
        """,
    )
    assert str(refused(Phase.RCPT, outcomes[BOB])) == line


def test_letter_asked_for_without_a_recipient_is_never_begun() -> None:
    outcomes = play(
        submitting(BOB),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: DATA
        S: 250 ok
        S: 550 no such user
        S: 354 go on all the same
        --- hang up
        """,
    )
    assert refused(Phase.RCPT, outcomes[BOB]).code == 550


def test_relay_refused_without_pipelining() -> None:
    outcomes = play(
        submitting(BOB, SELF, offers=()),
        """
        C: MAIL FROM:<yuki@a.example>
        S: 250 ok
        C: RCPT TO:<bob@elsewhere.example>
        S: 550 Invalid recipient: <bob@elsewhere.example>
        C: RCPT TO:<yuki@a.example>
        S: 250 ok
        C: DATA
        S: 354 go on
        C: [letter]
        --- commit
        C: .
        S: 250 ok
        """,
    )
    assert refused(Phase.RCPT, outcomes[BOB]).code == 550
    assert isinstance(outcomes[SELF], Accepted)


def test_mail_refused_settles_everybody() -> None:
    outcomes = play(
        submitting(BOB, EVE),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<eve@elsewhere.example>
        S: 530 5.7.0 Must issue a STARTTLS command first
        S: 503 5.5.1 need MAIL command
        S: 503 5.5.1 need MAIL command
        """,
    )
    assert {refused(Phase.MAIL, outcome).code for outcome in outcomes.values()} == {530}


def test_mail_refused_without_pipelining_asks_no_further() -> None:
    outcomes = play(
        submitting(BOB, EVE, offers=()),
        """
        C: MAIL FROM:<yuki@a.example>
        S: 553 sender not owned
        """,
    )
    assert {refused(Phase.MAIL, outcome).code for outcome in outcomes.values()} == {553}


def test_others_get_the_letter_if_so_wished() -> None:
    outcomes = play(
        submitting(BOB, SELF),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<yuki@a.example>
        S: 250 ok
        S: 550 relay not permitted
        S: 250 ok
        C: DATA
        S: 354 go on
        C: [letter]
        --- commit
        C: .
        S: 250 ok
        """,
    )
    assert refused(Phase.RCPT, outcomes[BOB]).code == 550
    assert isinstance(outcomes[SELF], Accepted)


def test_nobody_gets_the_letter_if_not_all_can() -> None:
    outcomes = play(
        submitting(BOB, SELF, partial=Partial.ALL_OR_NONE),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<yuki@a.example>
        S: 250 ok
        S: 550 relay not permitted
        S: 250 ok
        """,
    )
    assert refused(Phase.RCPT, outcomes[BOB]).code == 550
    assert outcomes[SELF] is None


def test_552_at_rcpt_is_temporary() -> None:
    outcomes = play(
        submitting(BOB, SELF),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<yuki@a.example>
        S: 250 ok
        S: 552 too many recipients
        S: 452 too many recipients
        """,
    )
    assert [isinstance(o, Refused) and o.permanent for o in outcomes.values()] == [False, False]


def test_server_that_closes_in_the_middle_of_a_flight() -> None:
    outcomes = play(
        submitting(BOB, EVE, SELF),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<eve@elsewhere.example>
        C: RCPT TO:<yuki@a.example>
        S: 250 ok
        S: 550 no such user
        S: 421 4.7.0 mail.a.example Error: too many errors
        --- lost
        """,
    )
    assert refused(Phase.RCPT, outcomes[BOB]).code == 550
    assert refused(Phase.RCPT, outcomes[EVE]).code == 421
    assert refused(Phase.RCPT, outcomes[SELF]).code == 421


def test_server_that_closes_between_commands() -> None:
    outcomes = play(
        submitting(BOB, SELF, offers=()),
        """
        C: MAIL FROM:<yuki@a.example>
        S: 250 ok
        C: RCPT TO:<bob@elsewhere.example>
        S: 421 closing
        """,
    )
    assert {refused(Phase.RCPT, outcome).code for outcome in outcomes.values()} == {421}


def test_line_lost_among_the_recipients() -> None:
    outcomes = play(
        submitting(BOB, SELF),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: RCPT TO:<yuki@a.example>
        S: 250 ok
        S: 550 no such user
        --- lost
        """,
    )
    assert refused(Phase.RCPT, outcomes[BOB]).code == 550
    assert outcomes[SELF] == Broken(Phase.RCPT, *DROPPED)


def test_data_refused() -> None:
    outcomes = play(
        submitting(BOB),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 451 4.3.0 disk full
        """,
    )
    assert refused(Phase.DATA, outcomes[BOB]).code == 451


def test_yes_to_data_that_is_no_354() -> None:
    outcomes = play(
        submitting(BOB),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 250 ok
        --- hang up
        """,
    )
    assert outcomes[BOB] == Broken(Phase.DATA, Trouble.GARBAGE, "250 ok")


UP_TO_THE_LETTER = """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        C: RCPT TO:<bob@elsewhere.example>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 354 go on
        C: [letter]
"""


@pytest.mark.parametrize(
    "line", ["550 5.7.1 spam", "452 4.3.1 disk full", "421 closing", "552 5.3.4 too big"]
)
def test_no_after_the_last_dot_is_a_no(line: str) -> None:
    outcomes = play(
        submitting(BOB),
        f"""{UP_TO_THE_LETTER}
        --- commit
        C: .
        S: {line}
        """,
    )
    assert str(refused(Phase.FINAL, outcomes[BOB])) == line


def test_line_lost_during_the_letter() -> None:
    outcomes = play(submitting(BOB), f"{UP_TO_THE_LETTER}        --- lost")
    assert outcomes[BOB] == Broken(Phase.DATA, *DROPPED)


def test_last_words_during_the_letter() -> None:
    outcomes = play(
        submitting(BOB),
        f"""{UP_TO_THE_LETTER}
        S: 552 5.3.4 message size exceeds fixed limit
        --- lost
        """,
    )
    assert refused(Phase.DATA, outcomes[BOB]).code == 552


def test_line_lost_after_the_dot_had_left() -> None:
    outcomes = play(submitting(BOB), f"{UP_TO_THE_LETTER}        --- commit\n        C: .\n        --- lost")
    assert outcomes[BOB] == Unknown("by the script")


def test_last_words_before_the_dot() -> None:
    script = f"{UP_TO_THE_LETTER}        --- commit\n        S: 421 closing\n        --- lost unwritten"
    assert refused(Phase.FINAL, play(submitting(BOB), script)[BOB]).code == 421


def test_line_lost_before_the_dot_had_left() -> None:
    script = f"{UP_TO_THE_LETTER}        --- commit\n        C: .\n        --- lost unwritten"
    assert play(submitting(BOB), script)[BOB] == Broken(Phase.DATA, *DROPPED)


def test_neither_yes_nor_no_after_the_dot() -> None:
    outcomes = play(
        submitting(BOB),
        f"""{UP_TO_THE_LETTER}
        --- commit
        C: .
        S: 354 more, please
        --- hang up
        """,
    )
    assert outcomes[BOB] == Unknown("354 more, please")


def test_letter_larger_than_the_server_takes() -> None:
    small = SessionOpen(Extensions(size=4710, raw={"SIZE": "4710"}), None, "")
    submission = play(lambda: submit(small, Envelope(SELF, (BOB,)), 4711, partial=Partial.SEND_TO_OTHERS), "")
    assert submission.outcomes[BOB] == Declined(Phase.MAIL, Objection.TOO_BIG, "4710")


def test_letter_just_as_large_as_the_server_takes() -> None:
    exact = SessionOpen(Extensions(size=4711, raw={"SIZE": "4711"}), None, "")
    submission = play(
        lambda: submit(exact, Envelope(SELF, (BOB,)), 4711, partial=Partial.SEND_TO_OTHERS),
        """
        C: MAIL FROM:<yuki@a.example> SIZE=4711
        S: 450 later
        """,
    )
    assert refused(Phase.MAIL, submission.outcomes[BOB]).code == 450


def test_address_in_utf_8_needs_the_extension() -> None:
    outcomes = play(submitting("雪@b.example", smtputf8=True), "")
    assert outcomes["雪@b.example"] == Declined(Phase.MAIL, Objection.SMTPUTF8_NOT_OFFERED)


def test_sender_in_utf_8() -> None:
    envelope = Envelope("雪@a.example", (BOB,), smtputf8=True)
    outcomes = play(
        lambda: outcomes_of(submit(session("SMTPUTF8"), envelope, 4711, partial=Partial.ALL_OR_NONE)),
        "C: MAIL FROM:<雪@a.example> SMTPUTF8\nS: 553 no",
    )
    assert refused(Phase.MAIL, outcomes[BOB]).code == 553


def test_address_in_utf_8_where_it_is_offered() -> None:
    outcomes = play(
        submitting("雪@b.example", offers=("SMTPUTF8", "PIPELINING"), smtputf8=True),
        """
        C: MAIL FROM:<yuki@a.example> SMTPUTF8
        C: RCPT TO:<雪@b.example>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 354 go on
        C: [letter]
        --- commit
        C: .
        S: 250 ok
        """,
    )
    assert isinstance(outcomes["雪@b.example"], Accepted)


@pytest.mark.parametrize(
    "address", ["a@b.example> SIZE=1", "a@b.example\r\nDATA", "<a@b.example", "雪@b.example"]
)
def test_address_that_would_break_out_of_its_command(address: str) -> None:
    with pytest.raises(WireTextError):
        play(submitting(address), "")


def test_reset_does_not_care_how_it_is_answered() -> None:
    play(reset, "C: RSET\nS: 502 what?")
    play(reset, "C: RSET\n--- lost")


@pytest.mark.parametrize("partial", Partial)
@pytest.mark.parametrize("recipients", [(BOB,), (BOB, EVE, SELF)])
def test_whatever_the_server_says_everybody_gets_an_outcome(
    partial: Partial, recipients: tuple[str, ...]
) -> None:
    kinds: set[type] = set()
    for seed in range(ROUNDS):
        offers = ("PIPELINING",) if seed % 2 else ()
        said = speech(SMTP_WORDS, seed)
        outcomes = improvise(submitting(*recipients, offers=offers, partial=partial)(), said)
        assert tuple(outcomes) == recipients
        if any(isinstance(outcome, Accepted) for outcome in outcomes.values()):
            assert b"354" in said
        if partial is Partial.SEND_TO_OTHERS:
            assert None not in outcomes.values()
        kinds |= {type(outcome) for outcome in outcomes.values()}
    assert {Accepted, Refused, Broken, Unknown} <= kinds <= {Accepted, Refused, Broken, Unknown, type(None)}
