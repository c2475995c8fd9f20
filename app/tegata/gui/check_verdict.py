"""What a check found, as a verdict: a badge, a headline and a sentence. No widgets here."""

from dataclasses import dataclass
from datetime import timedelta

from tegata.accounts.account import Account
from tegata.delivery.notices import CheckStage, CheckStep
from tegata.gui.badge import Family
from tegata.gui.check_advice import advice
from tegata.relay.diagnosis import Cause, Remedy
from tegata.words.gettext import _

_BLOCKED = {Cause.CONN_TIMEOUT, Cause.CONN_REFUSED, Cause.CONN_UNREACHABLE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`remedy` is what the one button does where something is in the way; without trouble it is to write."""

    family: Family
    icon: str
    headline: str
    sentence: str = ""
    remedy: Remedy | None = None
    good: bool = False


def looking() -> Verdict:
    """Return the verdict while the check runs."""
    return Verdict(Family.ACCENT, "route", _("Looking…"), _("Walks the whole way; nothing is sent."))


def no_account() -> Verdict:
    """Return the verdict where there is nothing to check."""
    sentence = _("Enter one under Settings; then Tegata can try the way.")
    return Verdict(Family.NEUTRAL, "user", _("There is no account yet"), sentence)


def verdict(steps: tuple[CheckStep, ...], account: Account) -> Verdict:
    """Return what the steps of a finished check mean."""
    broken = next((step for step in steps if step.trouble is not None), None)
    if broken is None and steps:
        return _good(steps, account)
    if broken is None:
        return Verdict(Family.NEUTRAL, "circle-dashed", _("Nothing could be checked"))
    logged_in = any(step.stage is CheckStage.POP_LOGIN for step in steps if step is not broken)
    found = advice(broken, account, logged_in=logged_in)
    if found.remedy is Remedy.POP_LOGIN_AND_RETRY:
        headline = _("Not yet: the server wants a login first")
    elif found.cause in _BLOCKED and account.submission.port == 25:
        headline = _("Not yet: this line blocks port 25")
    else:
        headline = _("Not yet: {what}").format(what=_first_small(found.statement))
    sentence = "" if headline.endswith(_first_small(found.statement)) else found.statement
    return Verdict(Family.DANGER, "route-off", headline, sentence, found.remedy)


def _good(steps: tuple[CheckStep, ...], account: Account) -> Verdict:
    headline = _("You can send from here")
    stages = {step.stage for step in steps}
    if CheckStage.POP_LOGIN in stages:
        minutes = f"{account.pop_before_send.window / timedelta(minutes=1):g}"
        sentence = _("After a POP login that Tegata makes by itself. The window is {n} minutes.")
        return Verdict(Family.GO, "circle-check", headline, sentence.format(n=minutes), good=True)
    if CheckStage.AUTH in stages:
        sentence = _("SMTP AUTH proves who you are, from any network.")
        return Verdict(Family.GO, "circle-check", headline, sentence, good=True)
    sentence = _("No login was needed to your own address; to others one may be.")
    return Verdict(Family.GO, "circle-check", headline, sentence, good=True)


def _first_small(sentence: str) -> str:
    """Return the sentence for the middle of another one: "The server" becomes "the server"."""
    words = sentence.split(". ", maxsplit=1)[0].rstrip(".。")
    is_name = words.startswith("Tegata")
    return words[:1].lower() + words[1:] if words[1:2].islower() and not is_name else words
