"""How trying SMTP AUTH went, for a person at home."""

from tegata.accounts.account import Account
from tegata.delivery.notices import AuthTrial, AuthWorks
from tegata.protocols.outcome import Declined, Objection
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.reading import Context, diagnose
from tegata.words.causes import statement
from tegata.words.gettext import _
from tegata.words.tried import Tried


def trying(host: str) -> Tried:
    """Return what is said while the server is asked."""
    return Tried(
        _("Trying SMTP AUTH…"),
        _("Asking {host}. No letter is sent, and nothing is changed.").format(host=host),
    )


def tried(trial: AuthTrial, account: Account) -> Tried:
    """Return what came of it."""
    if isinstance(trial, AuthWorks):
        return Tried(
            _("SMTP AUTH works on port {port}").format(port=trial.submission.port),
            _("It works from any network and needs no window. The settings of POP before SMTP are kept."),
        )
    diagnosis = diagnose({account.address: trial}, Context(account))
    if isinstance(trial, Declined) and trial.objection is Objection.AUTH_NOT_OFFERED:
        why = _("The server offers no login that Tegata may use, neither on this port nor on the usual ones")
    else:
        why = statement(diagnosis.cause) if diagnosis is not None else ""
    return Tried(
        _("SMTP AUTH cannot be used as things are"),
        _("{why}. Nothing was changed.").format(why=why),
        _heard(diagnosis),
    )


def _heard(diagnosis: Diagnosis | None) -> str:
    return diagnosis.reply if diagnosis is not None and diagnosis.heard else ""
