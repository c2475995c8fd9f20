"""How a POP login made by hand ended, in a sentence."""

from tegata.delivery.notices import LoggedIn, LoginResult
from tegata.protocols.outcome import Broken, Declined, Objection, Refused
from tegata.relay.diagnosis import Cause
from tegata.words.causes import statement
from tegata.words.gettext import _
from tegata.words.windows import letters_waiting


def said(result: LoginResult) -> tuple[str, str]:
    """Return a headline and a detail: what happened, and the server's words or what it means."""
    match result:
        case LoggedIn(letters_waiting=count):
            return _("Logged in, the window is open"), letters_waiting(count)
        case Refused(reply=reply):
            return _("The POP login did not succeed"), str(reply)
        case Broken(trouble=trouble):
            causes = {cause.value: cause for cause in Cause}
            cause = causes.get(trouble.value, Cause.CONN_DROPPED)
            return _("The POP login did not succeed"), statement(cause)
        case Declined(objection=Objection.NO_PASSWORD):
            return _("The POP login did not succeed"), statement(Cause.NO_PASSWORD)
        case Declined(objection=Objection.WEAKER_LOGIN):
            return _("The POP login did not succeed"), statement(Cause.WEAKER_LOGIN)
        case Declined():
            return _("The POP login did not succeed"), statement(Cause.TLS_NOT_OFFERED)
