import pytest

from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.pop3_look import NEWEST, look_for
from tegata.protocols.pop3_traces import Looked, NoTop, Trace
from tegata.protocols.reply import PopReply
from tests.protocols.playbook import improvise, play

OURS = "<4711@provider-a.example>"


def looked(script: str, *, pipelining: bool = False) -> Looked | NoTop | Refused | Broken:
    return play(lambda: look_for(OURS, pipelining=pipelining), script)


def test_the_own_copy_is_the_letter_with_its_message_id() -> None:
    found = looked(
        """
        C: STAT
        S: +OK 2 4096
        C: TOP 2 0
        S: +OK
        S: From: anna@provider-a.example
        S: Message-ID: <4711@provider-a.example>
        S: Subject: Contract
        S:
        S: .
        """
    )
    assert found == Looked(frozenset({Trace.OWN_COPY}), 1)


def test_the_newest_come_first_and_one_that_is_gone_is_passed_over() -> None:
    found = looked(
        """
        C: STAT
        S: +OK 3 4096
        C: TOP 3 0
        S: -ERR deleted
        C: TOP 2 0
        S: +OK
        S: Subject: something else
        S: .
        C: TOP 1 0
        S: +OK
        S: In-Reply-To:
        S:  <4711@provider-a.example>
        S: .
        """
    )
    assert found == Looked(frozenset({Trace.ANSWERED}), 2)


def test_they_travel_together_where_the_server_allows_it() -> None:
    found = looked(
        """
        C: STAT
        S: +OK 2 4096
        C: TOP 2 0
        C: TOP 1 0
        S: +OK
        S: References: <1@x.example> <4711@provider-a.example>
        S: .
        S: +OK
        S: message-id: <4711@provider-a.example>
        S: .
        """,
        pipelining=True,
    )
    assert found == Looked(frozenset({Trace.OWN_COPY, Trace.ANSWERED}), 2)


@pytest.mark.parametrize(
    ("headers", "action", "trace"),
    [
        ("Content-Type: multipart/report; report-type=delivery-status", "Action: failed", Trace.RETURNED),
        ("Content-Type: multipart/report; report-type=delivery-status", "Action: delayed", Trace.ANSWERED),
        ("From: MAILER-DAEMON@provider-a.example (Mail Delivery System)", "", Trace.RETURNED),
        ("X-Failed-Recipients: ola@elsewhere.example", "", Trace.RETURNED),
        ("Return-Path: <>", "Action: Failed", Trace.RETURNED),
    ],
)
def test_a_report_is_read_further_to_see_which_letter_it_is_about(
    headers: str, action: str, trace: Trace
) -> None:
    found = looked(
        f"""
        C: STAT
        S: +OK 1 4096
        C: TOP 1 0
        S: +OK
        S: {headers}
        S: .
        C: TOP 1 200
        S: +OK
        S: {headers}
        S: {action}
        S: Message-ID: <4711@provider-a.example>
        S: .
        """
    )
    assert found == Looked(frozenset({trace}), 1)


def test_a_report_about_another_letter_is_no_trace() -> None:
    found = looked(
        """
        C: STAT
        S: +OK 1 4096
        C: TOP 1 0
        S: +OK
        S: Return-Path: < >
        S: .
        C: TOP 1 200
        S: +OK
        S: Message-ID: <14711@provider-a.example>
        S: .
        """
    )
    assert found == Looked(frozenset(), 1)


def test_a_receipt_of_reading_is_an_answer() -> None:
    found = looked(
        """
        C: STAT
        S: +OK 1 4096
        C: TOP 1 0
        S: +OK
        S: Content-Type: multipart/report; report-type=disposition-notification
        S: References: <4711@provider-a.example>
        S: .
        """
    )
    assert found == Looked(frozenset({Trace.ANSWERED}), 1)


@pytest.mark.parametrize("answer", ["+OK 0 0", "-ERR not now"])
def test_an_empty_mailbox_shows_nothing(answer: str) -> None:
    assert looked(f"C: STAT\nS: {answer}") == Looked(frozenset(), 0)


def test_a_server_without_top_says_so() -> None:
    found = looked("C: STAT\nS: +OK 1 4\nC: TOP 1 0\nS: -ERR unknown command")
    assert found == NoTop(PopReply(False, "unknown command"))


def test_only_the_newest_are_looked_at() -> None:
    said = b"+OK 1000 4096\r\n" + b"+OK\r\nSubject: x\r\n.\r\n" * 2000
    assert improvise(look_for(OURS, pipelining=True), said) == Looked(frozenset(), NEWEST)


def test_a_line_that_breaks_tells_nothing() -> None:
    found = looked(
        """
        C: STAT
        S: +OK 1 4096
        C: TOP 1 0
        --- lost
        """
    )
    assert found == Broken(Phase.POP, Trouble.CONN_DROPPED, found.detail if isinstance(found, Broken) else "")


@pytest.mark.parametrize("body", [b" folded from nothing\r\n", b":\r\n", b"no colon\r\n", b"\xff\xfe: x\r\n"])
def test_headers_that_are_none_do_no_harm(body: bytes) -> None:
    said = b"+OK 1 4\r\n+OK\r\n" + body + b".\r\n"
    assert improvise(look_for(OURS, pipelining=False), said) == Looked(frozenset(), 1)
