"""One row of the tables: where it counts, and what keeps it from fitting."""

import pytest

from tegata.protocols.outcome import Phase
from tegata.relay.diagnosis import Cause
from tegata.relay.rule import LOGIN, RECIPIENT, Rule
from tegata.relay.said import take_apart

FULL = Rule(Cause.MAILBOX_FULL, 8, "mailbox full", at=RECIPIENT, never_at=LOGIN)


@pytest.mark.parametrize(
    ("phase", "worth"), [(Phase.RCPT, 8), (None, 8), (Phase.FINAL, 4), (Phase.POP, 0), (Phase.AUTH, 0)]
)
def test_words_count_by_the_stage(phase: Phase | None, worth: float) -> None:
    assert FULL.worth(phase) == worth


def test_words_of_a_login_count_less_where_a_number_of_none_stands_before_them() -> None:
    rule = Rule(Cause.WRONG_CREDENTIALS, 8, "user unknown", at=LOGIN)
    assert rule.worth(None) == 8
    assert rule.worth(None, by_number=True) == 4


def test_a_code_that_is_asked_for_must_be_there() -> None:
    rule = Rule(Cause.USER_UNKNOWN, 9, "access denied", code=r"5\.4\.1")
    assert rule.fits(take_apart("550 5.4.1 Access denied"))
    assert not rule.fits(take_apart("550 5.7.1 Access denied"))
    assert not rule.fits(take_apart("550 Access denied"))


def test_no_code_at_all_can_be_asked_for() -> None:
    rule = Rule(Cause.SERVER_TEMPORARY, 4, "failed", code="4.*|")
    assert rule.fits(take_apart("451 failed"))
    assert rule.fits(take_apart("it failed"))
    assert not rule.fits(take_apart("554 failed"))


def test_company_may_take_the_meaning_away() -> None:
    rule = Rule(Cause.NEEDS_POP_BEFORE_SMTP, 10, "check … mail", unless="address")
    assert rule.fits(take_apart("check your mail"))
    assert not rule.fits(take_apart("check the mail address"))


def test_some_words_mean_a_thing_only_along_with_others() -> None:
    rule = Rule(Cause.RELAY_DENIED_AUTH_NEEDED, 11, "relay", along="log in / authenticat")
    assert rule.fits(take_apart("550 log in before relaying"))
    assert not rule.fits(take_apart("550 no relaying"))


def test_links_are_searched_only_where_asked() -> None:
    rule = Rule(Cause.IP_BLOCKED, 9, "spamhaus", links=True)
    assert rule.fits(take_apart("554 see https://www.spamhaus.org/"))
    assert not rule.fits(take_apart("554 spamhaus"))


def test_the_last_line_of_several_is_told_apart() -> None:
    assert FULL.is_in_the_last_line(take_apart("550-sorry\n550 mailbox full"))
    assert not FULL.is_in_the_last_line(take_apart("550-mailbox full\n550 sorry"))
    assert not FULL.is_in_the_last_line(take_apart("550 mailbox full"))
