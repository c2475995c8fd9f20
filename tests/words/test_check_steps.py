"""One line for each step."""

from datetime import timedelta

import pytest

from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.words.check_steps import check_line, mark_word

ZERO = timedelta(0)
NO = Refused(Phase.RCPT, SmtpReply(554, ("Relay access denied",)))
FACTS = {
    "host": "mail.a.example",
    "port": "25",
    "tls_version": "TLS 1.3",
    "letters": "3",
    "minutes": "15",
    "seconds": "4",
    "auth": "PLAIN LOGIN",
    "address": "bob@b.example",
    "domain": "b.example",
    "proves_relaying": "yes",
    "window": "closed",
}
IN_THE_WAY = [
    CheckStage.RESOLVE,
    CheckStage.CONNECT,
    CheckStage.SECURE,
    CheckStage.POP_LOGIN,
    CheckStage.AUTH,
    CheckStage.SENDER,
    CheckStage.RECIPIENT,
]


def good(stage: CheckStage, role: Role = Role.SUBMISSION, **facts: str) -> str:
    return check_line(CheckStep(stage, ZERO, None, FACTS | facts, role=role))


def neutral(
    stage: CheckStage,
    note: Refused | Broken | Declined | None = None,
    role: Role = Role.SUBMISSION,
    **facts: str,
) -> str:
    return check_line(CheckStep(stage, ZERO, None, FACTS | facts, note, CheckMark.NEUTRAL, role))


def broken(trouble: Trouble) -> Broken:
    return Broken(Phase.CONNECT, trouble)


@pytest.mark.parametrize("stage", CheckStage)
def test_every_step_has_words(stage: CheckStage) -> None:
    assert "{" not in good(stage)


@pytest.mark.parametrize("stage", IN_THE_WAY)
def test_every_step_that_may_be_in_the_way_has_other_words(stage: CheckStage) -> None:
    failed = check_line(CheckStep(stage, ZERO, broken(Trouble.GARBAGE), FACTS))
    assert "{" not in failed
    assert failed != good(stage)


@pytest.mark.parametrize(
    ("medium", "line"),
    [
        ("wifi", "Connected by Wi-Fi"),
        ("ethernet", "Connected by cable"),
        ("cellular", "Connected by a mobile network"),
        ("", "This computer is on a network"),
    ],
)
def test_the_network_by_its_medium(medium: str, line: str) -> None:
    assert good(CheckStage.NETWORK, medium=medium) == line
    assert neutral(CheckStage.NETWORK, medium=medium) == "This computer seems to be on no network"


def test_a_certificate_has_an_end() -> None:
    assert good(CheckStage.SECURE, certificate_until="2027-01-31") == (
        "Secure line, TLS 1.3, certificate valid until 2027-01-31"
    )


def test_what_the_server_offers_and_sees() -> None:
    assert good(CheckStage.OFFERS) == "The server offers SMTP AUTH: PLAIN LOGIN"
    assert good(CheckStage.OFFERS, auth="", seen_as="203.0.113.9") == (
        "The server offers no SMTP AUTH; it sees you as 203.0.113.9"
    )


def test_before_the_login() -> None:
    stage = CheckStage.BEFORE_LOGIN
    assert good(stage) == "Before the login: relay to b.example accepted, as on the provider’s own network"
    assert good(stage, window="open").endswith("for an earlier login still counts")
    assert good(stage, proves_relaying="no").endswith("within the own domain nothing is relayed")
    assert neutral(stage, NO, network="other").endswith("refused, as is normal on another network")
    assert neutral(stage, NO) == "Before the login: bob@b.example not accepted"
    assert neutral(stage, broken(Trouble.CONN_DROPPED)).endswith("the server does not answer to us")


def test_the_login_says_how_long_it_counts_and_what_waits() -> None:
    stage = CheckStage.POP_LOGIN
    assert good(stage) == "POP login accepted, window open for 15 minutes; 3 letters waiting, left untouched"
    assert check_line(CheckStep(stage, ZERO)) == "Logged in by POP"


def test_relaying_is_claimed_only_where_it_was_proved() -> None:
    stage = CheckStage.RECIPIENT
    assert good(stage, after_login="yes") == "After the login: relay to b.example accepted; nothing was sent"
    assert good(stage) == "Relay to b.example accepted; nothing was sent"
    assert "elay" not in good(stage, proves_relaying="no")


def test_a_port_that_answers_says_what_it_offers() -> None:
    assert good(CheckStage.PORT) == "Port 25: answers, offers TLS and SMTP AUTH"
    assert good(CheckStage.PORT, auth="") == "Port 25: answers, offers TLS"
    assert good(CheckStage.PORT, Role.POP) == "POP port 25: answers"
    bare = CheckStep(CheckStage.PORT, ZERO, None, {"port": "25"})
    assert check_line(bare) == "Port 25: answers, offers no TLS"


@pytest.mark.parametrize(
    ("note", "what"),
    [
        (broken(Trouble.CONN_TIMEOUT), "no answer within 4 seconds"),
        (broken(Trouble.CONN_REFUSED), "closed"),
        (broken(Trouble.CONN_UNREACHABLE), "not to be reached"),
        (NO, "answers, and takes nobody from here"),
        (broken(Trouble.GARBAGE), "answers, but no safe talk comes about"),
        (Declined(Phase.TLS, Objection.CLEARTEXT_PASSWORD), "answers, but no safe talk comes about"),
    ],
)
def test_a_port_that_does_not(note: Refused | Broken | Declined, what: str) -> None:
    assert neutral(CheckStage.PORT, note) == f"Port 25: {what}"
    assert neutral(CheckStage.PORT, note, Role.POP) == f"POP port 25: {what}"


def test_a_sign_in_page() -> None:
    assert "sign in first" in neutral(CheckStage.PORTAL)


def test_every_mark_has_a_word_of_its_own() -> None:
    assert len({mark_word(mark) for mark in CheckMark}) == len(CheckMark)
    blocked = CheckStep(CheckStage.RECIPIENT, ZERO, None, FACTS, without_trouble=CheckMark.NOT_TRIED)
    assert check_line(blocked) == "Relay to b.example: not tried, the way is blocked"
