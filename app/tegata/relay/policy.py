"""How a letter goes: straight, or with a POP login. Pure; the courier carries it out."""

from datetime import timedelta
from enum import StrEnum

from tegata.accounts.account import Account, Login
from tegata.protocols.outcome import Accepted, Outcome, Phase, Refused
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.learned import Learned
from tegata.relay.reading import may_be_about_relaying
from tegata.relay.window import WindowState, WindowStatus

RETRY_AFTER = tuple(timedelta(seconds=seconds) for seconds in (0.3, 1, 3, 8))
"""The pauses before each new connection, while a login may take a moment to count.

A permission that another process copies into the server's map counts 43-145 ms later, measured on Postfix;
one that is read out of a log, seconds later.
"""


class Plan(StrEnum):
    """What comes before MAIL."""

    STRAIGHT = "straight"
    LOGIN_BESIDE = "login-beside"  # while SMTP connects and greets; RCPT waits for POP's +OK
    LOGIN_FIRST = "login-first"  # before SMTP connects


class AfterRefusal(StrEnum):
    """What may follow a refusal at MAIL or RCPT: to those it was about, nothing has been delivered."""

    LOG_IN_AND_RETRY = "log-in-and-retry"
    RETRY = "retry"  # on a new connection: some servers decide when one connects
    EXPLAIN = "explain"


def plan(status: WindowStatus, learned: Learned | None = None) -> Plan:
    """Return the plan for a letter that is due now.

    | window                            | the server relays by what it knew at connect | plan         |
    |-----------------------------------|----------------------------------------------|--------------|
    | not needed                        | any                                          | straight     |
    | open, or ending with time enough  | any                                          | straight     |
    | unknown, closed, expired, void    | no, or not known                             | login beside |
    | unknown, closed, expired, void    | yes                                          | login first  |
    | ending with too little time left  | no, or not known                             | login beside |
    | ending with too little time left  | yes                                          | login first  |
    """
    match status.state:
        case WindowState.NOT_NEEDED | WindowState.OPEN:
            return Plan.STRAIGHT
        case WindowState.ENDING if _time_enough(status):
            return Plan.STRAIGHT
        case _:
            return Plan.LOGIN_FIRST if learned is not None and learned.login_first else Plan.LOGIN_BESIDE


def after_refusal(
    account: Account, outcomes: dict[str, Outcome], diagnosis: Diagnosis | None, *, logged_in: bool
) -> AfterRefusal:
    """Return what to do about the refusals of an attempt. `logged_in`: this attempt has done so.

    | account logs in by | refusal may be about relaying | logged in already | then             |
    |--------------------|-------------------------------|-------------------|------------------|
    | POP before SMTP    | yes                           | no                | log in and retry |
    | POP before SMTP    | yes                           | yes               | retry            |
    | anything else      | any                           | any               | explain          |
    """
    if not may_log_in(account) or diagnosis is None:
        return AfterRefusal.EXPLAIN
    if not may_be_about_relaying(diagnosis) or not _all_refused_before_data(outcomes):
        return AfterRefusal.EXPLAIN
    return AfterRefusal.RETRY if logged_in else AfterRefusal.LOG_IN_AND_RETRY


def may_log_in(account: Account) -> bool:
    """Whether the account proves itself by POP before it sends."""
    return (
        account.pop is not None and account.pop_before_send.enabled and account.submission.login is Login.NONE
    )


def _time_enough(status: WindowStatus) -> bool:
    """Leave the round trips up to RCPT a margin: five seconds, or a tenth of a very short window."""
    if status.window is None or status.remaining is None:
        return False
    return status.remaining > min(timedelta(seconds=5), status.window.good_for / 10)


def _all_refused_before_data(outcomes: dict[str, Outcome]) -> bool:
    """Whether each that has no letter yet was refused before it; those who have one are not asked again."""
    left = [outcome for outcome in outcomes.values() if not isinstance(outcome, Accepted)]
    return bool(left) and all(
        isinstance(outcome, Refused) and outcome.phase in {Phase.MAIL, Phase.RCPT} for outcome in left
    )
