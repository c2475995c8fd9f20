"""What to ask the provider's help desk after a check: one polite paragraph that fits what was found."""

from collections.abc import Sequence

from tegata.accounts.account import Account
from tegata.delivery.check_findings import Findings, Network, Proof, findings
from tegata.delivery.notices import CheckStage, CheckStep
from tegata.protocols.outcome import Broken, Declined, Refused, Trouble
from tegata.relay.causes import RELAY_FAMILY
from tegata.words.check_advice import advice
from tegata.words.gettext import _

_TLS = frozenset({Trouble.TLS_CERT, Trouble.TLS_HANDSHAKE})


def question(steps: Sequence[CheckStep], account: Account) -> str:
    """Return the paragraph; where nothing is in the way, it asks about other networks, or for nothing."""
    found = findings(steps)
    words = _what_is_fine(found) if found.broken is None else _what_is_wrong(found, found.broken, account)
    pop = account.pop.host if account.pop is not None else account.submission.host
    return words.format(host=account.submission.host, pop=pop, port=account.submission.port)


def _what_is_fine(found: Findings) -> str:
    if found.proof is Proof.SMTP_AUTH:
        return _("Sending works by SMTP AUTH. There is no question; this report is for your records.")
    if found.network is Network.OWN:
        return _(
            "On this network I can send through {host} without a login. May I also send through it from"
            " another network, when I travel, after a POP login at {pop}? For how long does a login count?"
            " Or do you offer SMTP AUTH, and on which port?"
        )
    if found.proof is Proof.POP_LOGIN:
        return _(
            "Sending through {host} after a POP login at {pop} works. Would you tell me for how long a login"
            " counts, whether this also holds from abroad, and whether you are going to change it?"
        )
    return _(
        "The server {host} took my letter without any login. Is that meant to be so, and does it also hold"
        " from another network?"
    )


def _what_is_wrong(found: Findings, broken: CheckStep, account: Account) -> str:
    if found.blocked_port is not None:
        return _blocked(found)
    if isinstance(broken.trouble, Refused) and _is_about_relaying(broken, account, found):
        return _relaying(found)
    if isinstance(broken.trouble, Broken) and broken.trouble.trouble in _TLS:
        return _(
            "No secure line to your server comes about, as shown above. Is its certificate in order, and is"
            " the name of the server in my settings right?"
        )
    return _by_stage(broken)


def _blocked(found: Findings) -> str:
    if found.other_port is None:
        return _(
            "From this network there is no connection to port {port} of {host}, while other ways to you are"
            " open. Do you also take letters from your customers on port 587 or 465, and with which login?"
        )
    words = _(
        "From this network there is no connection to port {port} of {host}, but port {other} answers. May I"
        " send through port {other} from any network, with SMTP AUTH or after a POP login?"
    )
    return words.replace("{other}", found.other_port)


def _relaying(found: Findings) -> str:
    if found.logged_in:
        return _(
            "I logged in by POP at {pop}, and right after that, from the same address, {host} did not pass my"
            " letter on. May I send through {host} from another network after a POP login? If so, how soon"
            " and for how long does the login count? If not, do you offer SMTP AUTH, and on which port?"
        )
    return _(
        "The server {host} did not pass my letter on from this network. May I send through it from another"
        " network after a POP login, and for how long does a login count? Or do you offer SMTP AUTH, and on"
        " which port?"
    )


def _by_stage(broken: CheckStep) -> str:
    if broken.stage in {CheckStage.POP_LOGIN, CheckStage.AUTH} and not isinstance(broken.trouble, Declined):
        return _(
            "The login did not succeed, as shown above. Is it switched on for my mailbox, does a mail program"
            " need a password of its own, and may I log in from abroad or from other networks at all?"
        )
    return _(
        "Would you look at the step that did not succeed? I should like to know whether the reason lies with"
        " my settings, with this network or with the server, and what I can do."
    )


def _is_about_relaying(broken: CheckStep, account: Account, found: Findings) -> bool:
    return advice(broken, account, logged_in=found.logged_in).cause in RELAY_FAMILY
