"""What the mailbox shows of a letter that was perhaps delivered, for a person at home."""

from tegata.accounts.account import Account
from tegata.delivery.notices import LookResult
from tegata.protocols.outcome import Broken, Declined, Refused
from tegata.protocols.pop3_traces import Looked, NoTop, Trace
from tegata.relay.reading import Context, diagnose
from tegata.store.parcel import Parcel
from tegata.words.causes import statement
from tegata.words.gettext import _, ngettext
from tegata.words.tried import Tried


def looking(host: str) -> Tried:
    """Return what is said while the mailbox is looked at."""
    words = _("Tegata logs in to {host} and looks at the headers of the newest letters. None is deleted.")
    return Tried(_("Looking in your mailbox…"), words.format(host=host))


def looked(found: LookResult, parcel: Parcel, account: Account) -> Tried:
    """Return what was seen, and what it says about the letter."""
    match found:
        case Looked(traces=traces) if traces:
            return _seen(traces)
        case Looked(letters=letters):
            return Tried(_("Nothing of it is to be seen so far"), _unseen(letters, parcel))
        case NoTop(reply=reply):
            words = _("This server does not show the headers of letters. Ask one of the recipients.")
            return Tried(_("Tegata cannot look there"), words, str(reply))
        case Refused() | Broken() | Declined():
            return _prevented(found, account)


def _seen(traces: frozenset[Trace]) -> Tried:
    if Trace.RETURNED in traces:
        return Tried(
            _("The server took it, and it came back"),
            _(
                "A report in your mailbox says who could not be reached. The others have it: do not send it "
                "again to all."
            ),
        )
    if Trace.OWN_COPY in traces:
        return Tried(_("The server took it"), _("Your own copy is in the mailbox. Do not send it again."))
    return Tried(_("The server took it"), _("An answer to it is in the mailbox. Do not send it again."))


def _unseen(letters: int, parcel: Parcel) -> str:
    if not letters:
        looked_at = _("The mailbox is empty.")
    else:
        looked_at = ngettext(
            "Tegata looked at the newest letter.", "Tegata looked at the newest {n} letters.", letters
        ).format(n=letters)
    return _("{looked_at} {why}").format(looked_at=looked_at, why=_what_that_means(parcel))


def _what_that_means(parcel: Parcel) -> str:
    own = parcel.sender.casefold()
    if any(each.address.casefold() == own for each in parcel.recipients):
        return _("Your own copy should be there: most likely it did not arrive. Some need a few minutes.")
    return _("No copy of it comes to you, so this proves nothing. Ask one of the recipients.")


def _prevented(found: Refused | Broken | Declined, account: Account) -> Tried:
    diagnosis = diagnose({account.address: found}, Context(account))
    why = statement(diagnosis.cause) if diagnosis is not None else ""
    heard = diagnosis.reply if diagnosis is not None and diagnosis.heard else ""
    words = _("{why}. It still stands as perhaps delivered.").format(why=why)
    return Tried(_("Tegata could not look"), words, heard)
