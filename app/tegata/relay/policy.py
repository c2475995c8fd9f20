"""How a letter goes: straight, or with a POP login first. Pure; the courier carries it out."""

from datetime import timedelta
from enum import StrEnum

from tegata.accounts.account import Account, Login
from tegata.protocols.outcome import Outcome, Phase, Refused
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.reading import may_be_about_relaying
from tegata.relay.window import WindowState, WindowStatus

RETRY_AFTER = timedelta(seconds=0.3)
"""A login that another process copies into the server's map counts 43-145 ms later, measured on Postfix."""


class Plan(StrEnum):
    """What comes before MAIL."""

    STRAIGHT = "straight"
    LOGIN_FIRST = "login-first"


class AfterRefusal(StrEnum):
    """What may follow a refusal at MAIL or RCPT: nothing has been delivered, so a retry cannot double it."""

    LOG_IN_AND_RETRY = "log-in-and-retry"
    RETRY = "retry"  # on a new connection: some servers decide when one connects
    EXPLAIN = "explain"


def plan(status: WindowStatus) -> Plan:
    """Return the plan for a letter that is due now.

    | window                            | plan        |
    |-----------------------------------|-------------|
    | not needed                        | straight    |
    | open, or ending with time enough  | straight    |
    | unknown, closed, expired, void    | login first |
    | ending with too little time left  | login first |
    """
    match status.state:
        case WindowState.NOT_NEEDED | WindowState.OPEN:
            return Plan.STRAIGHT
        case WindowState.ENDING if _time_enough(status):
            return Plan.STRAIGHT
        case _:
            return Plan.LOGIN_FIRST


def after_refusal(
    account: Account, outcomes: dict[str, Outcome], diagnosis: Diagnosis | None, *, logged_in: bool
) -> AfterRefusal:
    """Return what to do about the refusals of an attempt's first try. `logged_in`: this attempt has done so.

    | account logs in by | refusal may be about relaying | logged in already | then             |
    |--------------------|-------------------------------|-------------------|------------------|
    | POP before SMTP    | yes                           | no                | log in and retry |
    | POP before SMTP    | yes                           | yes               | retry            |
    | anything else      | any                           | any               | explain          |
    """
    if not account.pop_before_send.enabled or account.pop is None:
        return AfterRefusal.EXPLAIN
    if account.submission.login is not Login.NONE or diagnosis is None:
        return AfterRefusal.EXPLAIN
    if not may_be_about_relaying(diagnosis) or not _all_refused_before_data(outcomes):
        return AfterRefusal.EXPLAIN
    return AfterRefusal.RETRY if logged_in else AfterRefusal.LOG_IN_AND_RETRY


def _time_enough(status: WindowStatus) -> bool:
    """Leave the round trips up to RCPT a margin: five seconds, or a tenth of a very short window."""
    if status.window is None or status.remaining is None:
        return False
    return status.remaining > min(timedelta(seconds=5), status.window.good_for / 10)


def _all_refused_before_data(outcomes: dict[str, Outcome]) -> bool:
    return all(
        isinstance(outcome, Refused) and outcome.phase in {Phase.MAIL, Phase.RCPT}
        for outcome in outcomes.values()
    )
