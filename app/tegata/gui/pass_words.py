"""What the pass panel says: a headline, one sentence, and the facts known about the window."""

from dataclasses import dataclass
from datetime import timedelta

from tegata.relay.window import NotNeeded, Void, WindowState, WindowStatus
from tegata.words.gettext import _
from tegata.words.learned import shortened_briefly
from tegata.words.times import clock_seconds, clock_time
from tegata.words.windows import letters_waiting, no_login


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the panel."""

    name: str
    value: str


def headline(status: WindowStatus) -> str:
    """Return the panel's headline."""
    if status.logging_in:
        return _("Logging in…")
    match status.state:
        case WindowState.OPEN:
            return _("The window is open")
        case WindowState.ENDING:
            return _("The window ends soon")
        case WindowState.NOT_NEEDED:
            return no_login(status)
        case WindowState.UNKNOWN:
            return _("Not known yet")
        case WindowState.CLOSED:
            return _("The window is closed")
        case WindowState.EXPIRED:
            return _("The window has ended")
        case WindowState.VOID:
            return _why_void(status)


def _why_void(status: WindowStatus) -> str:
    match status.why:
        case Void.SLEPT:
            return _("This computer slept")
        case Void.READDRESSED:
            return _("This computer’s address has changed")
        case _:
            return _("The network has changed")


def sentence(status: WindowStatus, host: str) -> str:
    """Return what is true now and what Tegata will do."""
    if status.logging_in:
        return _("Asking {host}. Your mail stays where it is.").format(host=host)
    until = clock_time(status.ends_wall) if status.ends_wall else ""
    match status.state:
        case WindowState.OPEN:
            words = _("Until {time}, from this network only. Letters go without another login.")
            return words.format(time=until)
        case WindowState.ENDING:
            return _("At {time}. Tegata logs in again if a letter needs it.").format(time=until)
        case WindowState.NOT_NEEDED:
            return _why_not_needed(status.why)
        case WindowState.UNKNOWN:
            return _("Nothing has been sent from here yet. Tegata finds out when you send.")
        case WindowState.CLOSED:
            return _("Tegata logs in by itself when you send, and only then.")
        case WindowState.EXPIRED:
            return _("Tegata logs in again when you send.")
        case WindowState.VOID:
            return _("The last login does not count any more. Tegata logs in again when you send.")


def facts(status: WindowStatus, shortened: timedelta | None = None) -> tuple[Fact, ...]:
    """Return what is known: when it opened, seen from where, what waits in the mailbox.

    `shortened` is how long the window seems to be where that is less than the setting says.
    """
    known = []
    if status.window is not None:
        opened = clock_seconds(status.window.opened_wall)
        known.append(Fact(_("Opened"), _("{time} by a POP login").format(time=opened)))
        seen = status.window.seen_from
        known.append(Fact(_("Seen from"), seen.server_sees or seen.local_address))
    if mailbox := letters_waiting(status.letters_waiting):
        known.append(Fact(_("Mailbox"), mailbox))
    if shortened is not None and status.state is not WindowState.NOT_NEEDED:
        known.append(Fact(_("Window"), shortened_briefly(shortened)))
    return tuple(known)


def _why_not_needed(why: NotNeeded | Void | None) -> str:
    match why:
        case NotNeeded.SMTP_AUTH:
            return _("SMTP AUTH proves who you are, from any network.")
        case NotNeeded.OWN_NETWORK:
            return _("You are on your provider’s own network. It passes your letters on as they are.")
        case _:
            return _("POP before send is off for this account. Letters go straight to the server.")
