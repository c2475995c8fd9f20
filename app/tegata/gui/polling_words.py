"""The bill for automatic checking in sentences. No Qt here."""

from collections.abc import Sequence
from datetime import timedelta

from tegata.relay.polling_bill import HOUR, PollingBill
from tegata.store.ledger import Login
from tegata.words.gettext import _, ngettext

_MINUTE = timedelta(minutes=1)


def interval_words(interval: timedelta) -> str:
    """Return an interval as a segment names it: 15 min, 1 hour."""
    if interval >= HOUR and interval % HOUR == timedelta(0):
        n = interval // HOUR
        return ngettext("{n} hour", "{n} hours", n).format(n=n)
    return _("{n} min").format(n=f"{interval / _MINUTE:g}")


def every(interval: timedelta) -> str:
    """Return the headline of the day's plot."""
    n = interval / _MINUTE
    return ngettext("Every {n} minute", "Every {n} minutes", round(n)).format(n=f"{n:g}")


def which_letters(count: int, *, real: bool) -> str:
    """Return whose letters the bill reckons with."""
    if real:
        return ngettext("yesterday’s {n} letter", "yesterday’s {n} letters", count).format(n=count)
    return _("An example with four letters")


def bill_in_words(bill: PollingBill) -> str:
    """Return the whole bill as a screen reader says it."""
    return _(
        "{logins} logins, {useful} useful; {failing} of {letters} letters would fail;"
        " sending works {luck} per cent of the day"
    ).format(
        logins=bill.logins_a_day,
        useful=bill.useful,
        failing=bill.would_fail,
        letters=len(bill.letters),
        luck=round(bill.luck * 100),
    )


def made_in_words(logins: Sequence[Login]) -> str:
    """Return how many logins of the last 24 hours there really were, and how many of them helped."""
    n, useful = len(logins), sum(login.useful for login in logins)
    return ngettext(
        "{n} login in the last 24 hours, {useful} of them useful.",
        "{n} logins in the last 24 hours, {useful} of them useful.",
        n,
    ).format(n=n, useful=useful)


def instead_in_words(bill: PollingBill) -> str:
    """Return what the same letters cost with POP before send."""
    n = len(bill.instead)
    return ngettext(
        "{n} login, and a useful one; nothing fails", "{n} logins, each one useful; nothing fails", n
    ).format(n=n)
