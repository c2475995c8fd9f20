"""Where an account stands: one pure function from what is known to the window's state."""

from dataclasses import dataclass, replace
from datetime import timedelta

from tegata.accounts.account import Account, Login
from tegata.clock import Clock
from tegata.relay.window import (
    AuthenticationWindow,
    NotNeeded,
    SeenFrom,
    Void,
    WindowState,
    WindowStatus,
)

ENDING = timedelta(seconds=60)
SHORT_WINDOW = timedelta(minutes=5)
EXPIRED_IS_NEWS = timedelta(hours=1)
"""For how long "the window ended at 14:32" tells the user anything; after that it is simply closed."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one account's window.

    `here` is where we would leave from now; None while it cannot be told. `moved` is set when the system
    says that the network has changed since the login. `own_network` is set where this network has relayed
    for us without a login. `ever_logged_in` tells "closed" from "not known yet".
    """

    window: AuthenticationWindow | None = None
    here: SeenFrom | None = None
    own_network: bool = False
    ever_logged_in: bool = False
    moved: bool = False
    letters_waiting: int | None = None
    logging_in: bool = False


def standing(account: Account, known: Known, clock: Clock) -> WindowStatus:
    """Return the window's status for `account` at the clock's now.

    In this order: SMTP AUTH wins over the toggle; then the toggle; then a window that counts; then the
    network that needs none; then why there is no window.
    """
    if account.submission.login is Login.PASSWORD:
        return WindowStatus(WindowState.NOT_NEEDED, NotNeeded.SMTP_AUTH)
    if not account.pop_before_send.enabled:
        return WindowStatus(WindowState.NOT_NEEDED, NotNeeded.SWITCHED_OFF)
    status = _of_window(known, clock)
    if known.own_network and status.state not in _COUNTS:
        return WindowStatus(WindowState.NOT_NEEDED, NotNeeded.OWN_NETWORK, logging_in=known.logging_in)
    return status


_COUNTS = frozenset({WindowState.OPEN, WindowState.ENDING})


def is_ending(remaining: timedelta, good_for: timedelta) -> bool:
    """Whether a window is in its last minute, or in the last fifth of one shorter than five minutes."""
    return remaining <= (good_for / 5 if good_for < SHORT_WINDOW else ENDING)


def _of_window(known: Known, clock: Clock) -> WindowStatus:
    window = known.window
    if window is None:
        state = WindowState.CLOSED if known.ever_logged_in else WindowState.UNKNOWN
        return WindowStatus(state, logging_in=known.logging_in)
    if window.boot_id != clock.boot_id():
        return WindowStatus(_after_another_boot(window, clock), logging_in=known.logging_in)
    state, why = _state(window, known, clock)
    remaining = window.remaining(clock.now())
    return WindowStatus(
        state,
        why,
        window if state is not WindowState.CLOSED else None,
        remaining=remaining if state in _COUNTS else None,
        ends_wall=window.opened_wall + window.good_for,
        letters_waiting=known.letters_waiting,
        logging_in=known.logging_in,
    )


def _after_another_boot(window: AuthenticationWindow, clock: Clock) -> WindowState:
    """Over a boot monotonic times mean nothing, and the wall clock may be off: never claim "open"."""
    over = clock.wall() >= window.opened_wall + window.good_for
    return WindowState.CLOSED if over else WindowState.UNKNOWN


def _state(window: AuthenticationWindow, known: Known, clock: Clock) -> tuple[WindowState, Void | None]:
    remaining = window.remaining(clock.now())
    since_end = clock.now() - window.opened_at - window.good_for
    if since_end > EXPIRED_IS_NEWS:
        return WindowState.CLOSED, None
    if (gone := _gone_from(window.seen_from, known)) is not None:
        return WindowState.VOID, gone
    if remaining > timedelta(0):
        ending = is_ending(remaining, window.good_for)
        return (WindowState.ENDING if ending else WindowState.OPEN), None
    slept = clock.asleep() - window.asleep_at_opening
    if slept > timedelta(0) and slept > since_end:
        return WindowState.VOID, Void.SLEPT
    return WindowState.EXPIRED, None


def _gone_from(then: SeenFrom, known: Known) -> Void | None:
    """Return why a window opened from there does not count here; None where it may."""
    here = known.here
    if known.moved:
        return Void.MOVED
    if here is None or then.same_network(here):
        return None
    but_for_the_address = replace(here, local_address=then.local_address)
    same = here.same_prefix(then) and then.same_network(but_for_the_address)
    return Void.READDRESSED if same else Void.MOVED
