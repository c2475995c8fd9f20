"""What a failed step of the check means, and the one thing to do about it in the settings."""

from dataclasses import dataclass

from tegata.accounts.account import Account
from tegata.delivery.notices import CheckStep
from tegata.relay.diagnosis import Cause, Remedy
from tegata.relay.reading import Context, diagnose
from tegata.words.causes import button, explain

_IN_THE_SETTINGS = (
    Remedy.POP_LOGIN_AND_RETRY,
    Remedy.SWITCH_TO_AUTH,
    Remedy.USE_PORT_587,
    Remedy.ENTER_PASSWORD,
)


@dataclass(frozen=True, slots=True)
class Advice:
    """Cause and statement, the server's own words, and a remedy where the settings can do something."""

    cause: Cause
    statement: str
    server_words: str = ""
    remedy: Remedy | None = None
    button: str = ""


def advice(step: CheckStep, account: Account, *, logged_in: bool = False) -> Advice:
    """Return the advice for a step with trouble; raises ValueError for one that went well.

    `logged_in` tells that a POP login went before, so that another one is not the answer.
    """
    if step.trouble is None:
        raise ValueError(f"{step.stage} went well")
    diagnosis = diagnose({account.address: step.trouble}, Context(account, logged_in_now=logged_in))
    if diagnosis is None:
        raise ValueError(f"{step.trouble} is no trouble")
    helpful = [each for each in diagnosis.remedies if each in _IN_THE_SETTINGS]
    if logged_in and Remedy.POP_LOGIN_AND_RETRY in helpful:
        helpful.remove(Remedy.POP_LOGIN_AND_RETRY)
    remedy = next(iter(helpful), None)
    words = button(remedy) if remedy else ""
    return Advice(diagnosis.cause, explain(diagnosis).statement, diagnosis.reply, remedy, words)
