"""The authentication window in words: the two lines of the pass, its sentence, its accessible text."""

from dataclasses import dataclass

from tegata.relay.window import NotNeeded, Void, WindowState, WindowStatus
from tegata.words.gettext import _, ngettext
from tegata.words.times import clock_time, countdown, spoken


@dataclass(frozen=True, slots=True)
class PassLines:
    """Line 1 is the time left or the state; line 2 what follows; `brief` is line 2 where it is narrow."""

    first: str
    second: str
    brief: str
    spoken: str


def pass_lines(status: WindowStatus, *, host: str = "") -> PassLines:
    """Return the words for `status`; `host` names the POP3 server while logging in."""
    if status.logging_in:
        first, second = _("Logging in…"), _("Asking {host}").format(host=host)
        return PassLines(first, second, second, f"{first} {second}")
    match status.state:
        case WindowState.OPEN | WindowState.ENDING:
            return _counting(status)
        case WindowState.NOT_NEEDED:
            return _quiet(no_login(status), _why_not_needed(status))
        case WindowState.UNKNOWN:
            return _quiet(_("Not known yet"), _("Tegata finds out when you send"))
        case WindowState.CLOSED:
            return _quiet(_("Window closed"), _("Tegata logs in when you send"))
        case WindowState.EXPIRED:
            return _quiet(_expired_at(status), _("Tegata logs in again when you send"))
        case WindowState.VOID:
            return _void(status)


def no_login(status: WindowStatus) -> str:
    """Return the headline of a window that is not needed; switched off, the server may want one still."""
    return _("No login is made") if status.why is NotNeeded.SWITCHED_OFF else _("No login needed")


def letters_waiting(count: int | None) -> str:
    """Return what STAT said, "3 letters waiting, left untouched"; empty when it was not said."""
    if count is None:
        return ""
    return ngettext(
        "{n} letter waiting, left untouched", "{n} letters waiting, left untouched", count
    ).format(n=count)


def _counting(status: WindowStatus) -> PassLines:
    if status.remaining is None or status.ends_wall is None:
        raise ValueError("an open window has a remaining time")
    left, until = countdown(status.remaining), clock_time(status.ends_wall)
    told = _("Open until {time}, {span} left").format(time=until, span=spoken(status.remaining))
    if status.state is WindowState.ENDING:
        ends = _("Ends soon. Tegata logs in again if needed")
        return PassLines(left, ends, _("ends soon"), told)
    return PassLines(
        left, _("Window open until {time}").format(time=until), _("until {time}").format(time=until), told
    )


def _quiet(first: str, second: str) -> PassLines:
    return PassLines(first, second, second, f"{first}. {second}")


def _why_not_needed(status: WindowStatus) -> str:
    match status.why:
        case NotNeeded.SMTP_AUTH:
            return _("SMTP AUTH proves who you are")
        case NotNeeded.OWN_NETWORK:
            return _("You are on your provider’s own network")
        case _:
            return _("POP before send is off")


def _expired_at(status: WindowStatus) -> str:
    if status.ends_wall is None:
        return _("Window ended")
    return _("Window ended at {time}").format(time=clock_time(status.ends_wall))


def _void(status: WindowStatus) -> PassLines:
    if status.why is Void.SLEPT:
        return _quiet(_("This computer slept"), _("Tegata logs in again when you send"))
    if status.why is Void.READDRESSED:
        return _quiet(_("This computer’s address has changed"), _("Tegata logs in again when you send"))
    where = (
        status.window.seen_from.server_sees or status.window.seen_from.local_address if status.window else ""
    )
    return _quiet(_("Network changed"), _("The login from “{net}” does not count here").format(net=where))
