"""What a check found, as one verdict: a headline, a sentence, and the one thing to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tegata.accounts.account import Account
from tegata.delivery.check_certificates import Doubt
from tegata.delivery.check_findings import Findings, Network, Portal, Proof, findings
from tegata.delivery.notices import CheckStep
from tegata.relay.diagnosis import Remedy
from tegata.words.check_advice import Advice, advice
from tegata.words.gettext import _


class Answer(StrEnum):
    """Can I send from here?"""

    LOOKING = "looking"
    UNKNOWN = "unknown"  # there was nothing to check
    YES = "yes"
    AS_FAR_AS_ASKED = "as-far-as-asked"  # the own domain only: relaying was not put to the test
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`switch_to` is a port that answers where the one in the settings does not.

    `switch_has_auth` tells whether it offers SMTP AUTH.
    """

    answer: Answer
    headline: str
    sentence: str = ""
    remedy: Remedy | None = None
    switch_to: str | None = None
    switch_has_auth: bool = False


def looking() -> Verdict:
    """Return the verdict while the check runs."""
    return Verdict(Answer.LOOKING, _("Looking…"), _("Walks the whole way; nothing is sent."))


def no_account() -> Verdict:
    """Return the verdict where there is nothing to check."""
    sentence = _("Enter one under Settings; then Tegata can try the way.")
    return Verdict(Answer.UNKNOWN, _("There is no account yet"), sentence)


def stopped() -> Verdict:
    """Return the verdict of a check that was stopped before its end."""
    return Verdict(Answer.UNKNOWN, _("Stopped"), _("The rest of the way was not looked at."))


def verdict(steps: Sequence[CheckStep], account: Account) -> Verdict:
    """Return what the steps of a finished check mean."""
    if not steps:
        return Verdict(Answer.UNKNOWN, _("Nothing could be checked"))
    found = findings(steps)
    if found.broken is not None:
        return _not_yet(found, found.broken, account)
    if not found.relaying_proved:
        return Verdict(Answer.AS_FAR_AS_ASKED, _("All is well as far as your own domain"), _unproved(found))
    return Verdict(Answer.YES, _("You can send from here"), _how(found, steps))


def _how(found: Findings, steps: Sequence[CheckStep]) -> str:
    if found.proof is Proof.SMTP_AUTH:
        return _("SMTP AUTH proves who you are, from any network.")
    if found.network is Network.OWN:
        return _("Even without a login: this seems to be your provider’s own network.")
    if found.proof is Proof.POP_LOGIN:
        return _after_login(steps)
    if found.earlier_login:
        return _(
            "An earlier POP login still counts. After that letters may be refused: POP before send is off."
        )
    return _("The server relays without asking who you are.")


def _after_login(steps: Sequence[CheckStep]) -> str:
    minutes = next(step.facts["minutes"] for step in steps if "minutes" in step.facts)
    words = _("After a POP login that Tegata makes by itself. The window is {n} minutes.")
    return words.format(n=minutes)


def _unproved(found: Findings) -> str:
    match found.proof:
        case Proof.POP_LOGIN:
            return _(
                "The POP login counts. Whether letters to others pass, a recipient elsewhere would show."
            )
        case Proof.SMTP_AUTH:
            return _("SMTP AUTH counts. Whether letters to others pass, a recipient elsewhere would show.")
        case Proof.NONE:
            return _("To other domains a login may be needed; a recipient elsewhere would show.")


def _not_yet(found: Findings, broken: CheckStep, account: Account) -> Verdict:
    means = advice(broken, account, logged_in=found.logged_in)
    if found.portal is Portal.YES:
        headline = _("Not yet: the network wants you to sign in first, in a browser")
        return Verdict(Answer.NOT_YET, headline, _("After that, check again."))
    if not found.online:
        return Verdict(Answer.NOT_YET, _("Not yet: this computer is on no network"), means.statement)
    if found.blocked_port is not None:
        return _blocked(found, found.blocked_port, means)
    if means.remedy is Remedy.POP_LOGIN_AND_RETRY:
        headline = _("Not yet: the server wants a login first")
    else:
        headline = _("Not yet: {what}").format(what=_first_small(means.statement))
    sentence = "" if headline.endswith(_first_small(means.statement)) else means.statement
    if found.doubt is not None:
        sentence = _doubted(found.doubt) or sentence
    if found.portal is Portal.PERHAPS:
        sentence = _("Perhaps this network wants you to sign in first, in a browser.")
    return Verdict(Answer.NOT_YET, headline, sentence, means.remedy)


def _doubted(doubt: Doubt) -> str:
    return {
        Doubt.OTHER_NAME: _("The certificate is made out to another name than the server’s in the settings."),
        Doubt.SELF_SIGNED: _(
            "The server has signed its certificate itself. Small providers do that; ask yours before"
            " you trust it."
        ),
        Doubt.UNKNOWN_ISSUER: _(
            "The certificate is signed by somebody this computer does not know: an authority of the"
            " provider’s own, or a program in between, such as a virus scanner."
        ),
    }.get(doubt, "")


def _blocked(found: Findings, port: str, means: Advice) -> Verdict:
    headline = _("Not yet: this line blocks port {port}").format(port=port)
    if found.other_port is None:
        return Verdict(Answer.NOT_YET, headline, means.statement, means.remedy)
    words = _("Your provider also listens on port {port}, and that one gets through.")
    sentence = words.format(port=found.other_port)
    switch = (found.other_port, found.other_port_has_auth)
    return Verdict(Answer.NOT_YET, headline, sentence, means.remedy, *switch)


def _first_small(sentence: str) -> str:
    """Return the sentence for the middle of another one: "The server" becomes "the server"."""
    words = sentence.split(". ", maxsplit=1)[0].rstrip(".。")
    is_name = words.startswith("Tegata")
    return words[:1].lower() + words[1:] if words[1:2].islower() and not is_name else words
