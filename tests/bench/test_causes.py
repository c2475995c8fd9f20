"""Holding out a family's wording: what only it bears out goes, what others say too stays."""

from tegata.protocols.outcome import Phase
from tegata.relay.causes import read
from tegata.relay.diagnosis import Cause, Confidence
from tests.bench import report
from tests.bench.causes import Right, borne_by, family_of, without
from tests.relay.test_causes import Row

LONE = "554 RP:FRL"


def row(reply: str, family: str) -> Row:
    return {"reply": reply, "protocol": "smtp", "stage": "rcpt", "label": "relay-denied", "family": family}


def test_what_only_one_family_says_is_forgotten_while_it_is_held_out() -> None:
    borne = borne_by([row(LONE, "netease"), row("550 relaying denied", "a"), row("550 relaying denied", "b")])
    with without("netease", borne):
        assert read(LONE, Phase.RCPT).confidence is Confidence.GUESS
    assert read(LONE, Phase.RCPT).cause is Cause.RELAY_DENIED
    assert read(LONE, Phase.RCPT).confidence is not Confidence.GUESS


def test_what_another_family_says_too_is_kept() -> None:
    borne = borne_by([row("550 relaying denied", "a"), row("550 relaying denied", "b")])
    with without("a", borne):
        assert read("550 relaying denied", Phase.RCPT).cause is Cause.RELAY_DENIED


def test_a_server_with_its_version_is_of_its_family() -> None:
    assert family_of({"reply": "", "server": "Postfix 3.7, live"}) == "postfix"


def test_the_report_adds_the_causes_up() -> None:
    said = report.causes([Right("a", 3, 2, 2, 1), Right("b", 1, 1, 0, 0)], (5, 4))
    assert "| all | 3 of 4 | 1 of 2 |" in said
    assert "Of 5 lines" in said
