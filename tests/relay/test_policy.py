"""The plan for a letter, and what may follow a refusal: a test for each row of the tables."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Account, Login, PopBeforeSend
from tegata.protocols.outcome import Accepted, Broken, Outcome, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.relay.learned import Learned
from tegata.relay.policy import AfterRefusal, Plan, after_refusal, plan
from tegata.relay.reading import Context, diagnose
from tegata.relay.window import WindowState, WindowStatus
from tests.relay.test_window import window

DENIED = Refused(Phase.RCPT, SmtpReply(554, ("5.7.1 <bob@elsewhere.example>: Relay access denied",), "5.7.1"))
UNKNOWN_USER = Refused(Phase.RCPT, SmtpReply(550, ("5.1.1 User unknown",), "5.1.1"))
AFTER_DATA = Refused(Phase.FINAL, SmtpReply(554, ("5.7.1 Relay access denied",), "5.7.1"))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (WindowState.NOT_NEEDED, Plan.STRAIGHT),
        (WindowState.OPEN, Plan.STRAIGHT),
        (WindowState.UNKNOWN, Plan.LOGIN_BESIDE),
        (WindowState.CLOSED, Plan.LOGIN_BESIDE),
        (WindowState.EXPIRED, Plan.LOGIN_BESIDE),
        (WindowState.VOID, Plan.LOGIN_BESIDE),
    ],
)
def test_a_login_is_made_only_without_a_window(state: WindowState, expected: Plan) -> None:
    assert plan(WindowStatus(state)) is expected


@pytest.mark.parametrize(
    "state", [WindowState.UNKNOWN, WindowState.CLOSED, WindowState.EXPIRED, WindowState.VOID]
)
def test_the_login_comes_before_the_connection_where_the_server_judges_us_then(state: WindowState) -> None:
    assert plan(WindowStatus(state), Learned(login_first=True)) is Plan.LOGIN_FIRST


def test_a_window_that_counts_needs_no_login_wherever_the_server_judges_us() -> None:
    assert plan(WindowStatus(WindowState.OPEN), Learned(login_first=True)) is Plan.STRAIGHT


@pytest.mark.parametrize(
    ("good_for", "left", "expected"),
    [
        (600, 6, Plan.STRAIGHT),
        (600, 5, Plan.LOGIN_BESIDE),
        (5, 0.9, Plan.STRAIGHT),
        (5, 0.4, Plan.LOGIN_BESIDE),
    ],
)
def test_an_ending_window_is_used_while_there_is_time(good_for: float, left: float, expected: Plan) -> None:
    ending = WindowStatus(
        WindowState.ENDING,
        window=window(good_for=timedelta(seconds=good_for)),
        remaining=timedelta(seconds=left),
    )
    assert plan(ending) is expected


def after(account: Account, outcome: Outcome, *, logged_in: bool = False) -> AfterRefusal:
    outcomes = {"bob@elsewhere.example": outcome}
    diagnosis = diagnose(outcomes, Context(account, logged_in_now=logged_in))
    return after_refusal(account, outcomes, diagnosis, logged_in=logged_in)


def test_relay_denied_leads_to_a_login_and_a_retry(account: Account) -> None:
    assert after(account, DENIED) is AfterRefusal.LOG_IN_AND_RETRY


def test_relay_denied_right_after_a_login_leads_to_a_retry_only(account: Account) -> None:
    assert after(account, DENIED, logged_in=True) is AfterRefusal.RETRY


def test_a_recipient_that_does_not_exist_is_explained_once_logged_in(account: Account) -> None:
    assert after(account, UNKNOWN_USER, logged_in=True) is AfterRefusal.EXPLAIN


def test_a_bare_invalid_recipient_may_be_about_relaying(account: Account) -> None:
    """OpenSMTPD says `550 Invalid recipient` to a client that may not relay."""
    bare = Refused(Phase.RCPT, SmtpReply(550, ("Invalid recipient: <bob@elsewhere.example>",)))
    assert after(account, bare) is AfterRefusal.LOG_IN_AND_RETRY


def test_a_refusal_after_the_data_is_never_retried_by_itself(account: Account) -> None:
    assert after(account, AFTER_DATA) is AfterRefusal.EXPLAIN


def test_a_broken_line_is_no_refusal(account: Account) -> None:
    assert after(account, Broken(Phase.RCPT, Trouble.CONN_DROPPED)) is AfterRefusal.EXPLAIN


def test_who_has_the_letter_does_not_keep_the_others_from_a_retry(account: Account) -> None:
    outcomes: dict[str, Outcome] = {"a@b.example": Accepted(SmtpReply(250, ("ok",))), "c@d.example": DENIED}
    diagnosis = diagnose(outcomes, Context(account))
    assert after_refusal(account, outcomes, diagnosis, logged_in=False) is AfterRefusal.LOG_IN_AND_RETRY


def test_without_pop_before_send_the_refusal_is_explained(account: Account) -> None:
    off = replace(account, pop_before_send=PopBeforeSend(enabled=False))
    assert after(off, DENIED) is AfterRefusal.EXPLAIN


def test_with_smtp_auth_the_refusal_is_explained(account: Account) -> None:
    with_auth = replace(account, submission=replace(account.submission, login=Login.PASSWORD))
    assert after(with_auth, DENIED) is AfterRefusal.EXPLAIN
