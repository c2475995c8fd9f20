"""What a reply means by itself: our own lines for every cause, collected ones, and no words at all."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import sampled_from

from tegata.protocols.outcome import Phase
from tegata.relay.causes import RELAY_FAMILY, is_about_the_mailbox, is_vague, read
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis
from tegata.relay.reading import diagnose_words

OURS = Path(__file__).parent / "replies.csv"
UNSEEN = Path(__file__).parent / "unseen.csv"
"""Written down after the wording, and kept from it: who mends a rule for one of these moves it to ours."""
COLLECTED = Path(__file__).parents[3] / "shared" / "facts" / "replies-dev.csv"
BAD_RECIPIENT = {Cause.USER_UNKNOWN, Cause.RECIPIENT_REFUSED}
LOGIN_FAMILY = {
    Cause.WRONG_CREDENTIALS,
    Cause.APP_PASSWORD_OR_OAUTH,
    Cause.AUTH_UNSUPPORTED,
    Cause.LOGIN_THROTTLED,
    Cause.ACCOUNT_BLOCKED,
}
OF_A_PROOF = {cause.value for cause in RELAY_FAMILY | LOGIN_FAMILY}
TO_RELAY = RELAY_FAMILY - {Cause.AUTH_REQUIRED}

Row = dict[str, str]


def rows_of(file: Path) -> list[Row]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def reading_of(row: Row) -> Diagnosis:
    phase = Phase(row["stage"]) if row["stage"] else None
    return diagnose_words(row["reply"], phase, by_server=row["protocol"] != "client")


def share_right(rows: list[Row]) -> float:
    return sum(reading_of(row).cause.value == row["label"] for row in rows) / len(rows)


@pytest.mark.parametrize("label", sorted({row["label"] for row in rows_of(OURS)}))
def test_lines_of_our_own_have_the_cause_they_were_written_for(label: str) -> None:
    rows = [row for row in rows_of(OURS) if row["label"] == label]
    assert {row["reply"]: reading_of(row).cause.value for row in rows} == {
        row["reply"]: label for row in rows
    }


def test_our_own_lines_know_every_cause_that_a_reply_may_have() -> None:
    told_by_nobody = {"tls-not-offered", "smtputf8-not-offered", "no-password", "no-mailbox", "spool-lost"}
    told_by_nobody |= {"weaker-login", "cancelled", "perhaps-delivered"}
    assert {row["label"] for row in rows_of(OURS)} == {cause.value for cause in Cause} - told_by_nobody


@pytest.mark.skipif(
    not COLLECTED.exists(), reason="the table of collected replies is not beside the checkout"
)
def test_collected_replies_are_read_right() -> None:
    rows = rows_of(COLLECTED)
    assert share_right(rows) >= 0.98
    assert share_right([row for row in rows if row["label"] in OF_A_PROOF]) >= 0.98


def test_replies_that_no_wording_was_written_for_are_mostly_read_right() -> None:
    rows = rows_of(UNSEEN)
    assert share_right(rows) >= 0.9
    assert share_right([row for row in rows if row["label"] in OF_A_PROOF]) >= 0.97


@pytest.mark.parametrize("file", [OURS, UNSEEN, COLLECTED], ids=["ours", "unseen", "collected"])
def test_no_refusal_to_relay_passes_for_a_bad_recipient(file: Path) -> None:
    relaying = [row for row in rows_of(file) if row["label"] in {cause.value for cause in TO_RELAY}]
    assert [row["reply"] for row in relaying if reading_of(row).cause in BAD_RECIPIENT] == []


REFUSALS_TO_RELAY = (
    "relay access denied",
    "relaying denied: no such local user",
    "relaying prohibited by administrator",
    "you may not relay to this recipient",
    "cannot relay to unknown recipient",
    "user not local, no relaying",
    "we do not relay",
    "this is not an open relay",
    "sorry, that domain isn't in my list of allowed rcpthosts",
    "not local host b.example, not a gateway",
    "unable to relay recipient in non-accepted domain",
    "sending to remote domains is prohibited",
    "external recipients are not allowed",
    "delivery is not allowed to this address",
    "you must authenticate to send to non-local addresses",
    "must check mail first (pop before smtp)",
    "please receive your mail before sending",
    "Relais interdit",
    "Weiterleitung nicht erlaubt",
    "inoltro non permesso",
    "пересылка запрещена",
    "中継は拒否されました",
)
CODES = ("450", "451", "454", "501", "503", "513", "530", "550", "551", "553", "554", "556", "571")
ENHANCED = (
    "",
    "4.7.1 ",
    "5.0.0 ",
    "5.1.0 ",
    "5.1.1 ",
    "5.1.2 ",
    "5.1.10 ",
    "5.2.1 ",
    "5.4.4 ",
    "5.7.1 ",
    "#5.7.1 ",
)
BEFORE = (
    "",
    "<bob@b.example>: ",
    "<bob@b.example>... ",
    "Recipient <bob@b.example> ",
    "Recipient address rejected: ",
    "<bob@b.example>: Recipient address rejected: ",
    "User unknown; ",
    "mailbox unavailable, ",
    "Requested action not taken: ",
    "sorry, ",
)
BEHIND = (
    "",
    " (#5.7.1)",
    " [192.0.2.1]",
    " for bob@b.example",
    ", user not local",
    "; see http://help.example/",
)


@settings(deadline=None)
@given(
    *map(sampled_from, (CODES, ENHANCED, BEFORE, REFUSALS_TO_RELAY, BEHIND)),
    sampled_from([Phase.RCPT, Phase.MAIL, None]),
)
def test_however_it_is_dressed_a_refusal_to_relay_is_no_bad_recipient(
    code: str, enhanced: str, before: str, words: str, behind: str, phase: Phase | None
) -> None:
    diagnosis = diagnose_words(f"{code} {enhanced}{before}{words}{behind}", phase, by_server=True)
    assert diagnosis.cause not in BAD_RECIPIENT


@pytest.mark.parametrize(
    ("text", "phase", "cause"),
    [
        ("530 5.7.0 no", Phase.MAIL, Cause.AUTH_REQUIRED),
        ("451 4.0.0 no", Phase.RCPT, Cause.SERVER_TEMPORARY),
        ("550 no", Phase.RCPT, Cause.RECIPIENT_REFUSED),
        ("550 no", Phase.MAIL, Cause.SENDER_REJECTED),
        ("554 no", Phase.FINAL, Cause.SPAM_POLICY),
        ("552 no", Phase.FINAL, Cause.MESSAGE_TOO_BIG),
        ("554 no", Phase.CONNECT, Cause.IP_BLOCKED),
        ("502 no", Phase.EHLO, Cause.PROTOCOL_ERROR),
        ("535 no", Phase.AUTH, Cause.WRONG_CREDENTIALS),
        ("-ERR no", Phase.POP, Cause.WRONG_CREDENTIALS),
        ("hm", None, Cause.SERVER_TEMPORARY),
        ("", Phase.RCPT, Cause.SERVER_TEMPORARY),
    ],
)
def test_without_telling_words_the_code_and_the_stage_make_a_guess(
    text: str, phase: Phase | None, cause: Cause
) -> None:
    reading = read(text, phase)
    assert (reading.cause, reading.confidence) == (cause, Confidence.GUESS)


def test_what_is_certain_has_no_second_and_what_is_not_names_it() -> None:
    certain = read("554 5.7.1 <bob@b.example>: Relay access denied", Phase.RCPT)
    assert (certain.confidence, certain.second) == (Confidence.CERTAIN, None)
    torn = read("451 4.3.0 queue file write error or disk full", Phase.FINAL)
    assert (torn.cause, torn.second) == (Cause.MAILBOX_FULL, Cause.SERVER_TEMPORARY)
    assert torn.confidence is Confidence.LIKELY


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("550 User unknown", Cause.USER_UNKNOWN),
        ("535 User unknown", Cause.WRONG_CREDENTIALS),
        ("-ERR unknown user", Cause.WRONG_CREDENTIALS),
        ("-ERR [IN-USE] no", Cause.MAILBOX_LOCKED),
        ("-ERR [LOGIN-DELAY] no", Cause.LOGIN_THROTTLED),
    ],
)
def test_a_number_or_a_tag_tells_the_stage_where_nobody_does(text: str, cause: Cause) -> None:
    reading = read(text, None, by_server=None)
    assert (reading.cause, reading.confidence) == (cause, Confidence.CERTAIN)


def test_the_last_line_carries_the_cause() -> None:
    said = "550-Requested action not taken: mailbox unavailable\n550 Sender address is not allowed."
    assert read(said, Phase.MAIL).cause is Cause.SENDER_NOT_OWNED


@pytest.mark.parametrize(
    ("phase", "cause"), [(Phase.CONNECT, Cause.IP_BLOCKED), (Phase.RCPT, Cause.AUTH_REQUIRED)]
)
def test_the_stage_decides_where_the_words_cannot(phase: Phase, cause: Cause) -> None:
    assert read("554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied", phase).cause is cause


def test_a_program_may_quote_a_server() -> None:
    quoted = "SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted')"
    assert read(quoted, Phase.AUTH, by_server=False).cause is Cause.WRONG_CREDENTIALS
    assert read("connect ETIMEDOUT 192.0.2.1:587", None, by_server=None).cause is Cause.CONN_TIMEOUT
    assert read("550 connection timed out", Phase.RCPT, by_server=None).cause is Cause.SERVER_TEMPORARY


@pytest.mark.parametrize(
    ("text", "phase", "vague"),
    [
        ("550 Invalid recipient: <bob@b.example>", Phase.RCPT, True),
        ("554 5.7.1 <bob@b.example>: Recipient address rejected: Access denied", Phase.RCPT, True),
        ("550 5.1.1 <bob@b.example>: Recipient address rejected: User unknown", Phase.RCPT, False),
        ("550 <bob@b.example>: mailbox is full", Phase.RCPT, False),
        ("-ERR authentication failed", Phase.POP, True),
        ("-ERR [AUTH] Password supplied for anna is incorrect", Phase.POP, False),
        ("535 authentication failed", Phase.AUTH, False),
    ],
)
def test_some_wordings_may_mean_something_else(text: str, phase: Phase, vague: bool) -> None:
    assert is_vague(text, phase) is vague


@pytest.mark.parametrize(
    ("text", "phase", "own"),
    [
        ("450-4.2.1 The user you are trying to contact is receiving mail at a rate", Phase.RCPT, True),
        ("450 User is receiving mail too quickly", Phase.RCPT, True),
        ("452 4.1.1 <b@b.example> too many recent messages", Phase.RCPT, True),
        ("450 4.7.1 too many messages for this recipient", Phase.RCPT, True),
        ("452 4.2.2 You have exceeded your daily sending quota", Phase.RCPT, False),
        ("451 4.1.8 <anna@a.example> sends too many messages", Phase.RCPT, False),
        ("452 4.5.3 rate limit exceeded", Phase.RCPT, False),
        ('450 4.7.1 Ratelimit "anna" exceeded', Phase.RCPT, False),
        ("450 4.7.1 Error: too much mail from 192.0.2.7", Phase.MAIL, False),
        ("452 4.2.2 too many messages", Phase.FINAL, False),
    ],
)
def test_whose_limit_it_is(text: str, phase: Phase, own: bool) -> None:
    assert is_about_the_mailbox(text, phase) is own
