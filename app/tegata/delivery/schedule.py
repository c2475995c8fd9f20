"""What comes after an attempt. Pure: outcomes in, the next state of the parcel out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Objection,
    Outcome,
    Phase,
    Refused,
    Trouble,
    Unknown,
)
from tegata.relay.causes import read
from tegata.relay.diagnosis import Cause
from tegata.store.parcel import HoldReason


@dataclass(frozen=True, slots=True)
class Sent:
    """Every recipient was accepted."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Something passing: try again at `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class GaveUp:
    """Refused for good; the letter stays, and the user can try again."""


@dataclass(frozen=True, slots=True)
class AskUser:
    """Only the user can settle it."""

    reason: HoldReason


@dataclass(frozen=True, slots=True)
class PerhapsDelivered:
    """Never tried again without being asked."""


Next = Sent | Wait | GaveUp | AskUser | PerhapsDelivered

NETWORK_DELAYS = tuple(timedelta(seconds=s) for s in (15, 30, 60, 120, 300, 600, 900, 1800))
"""After trouble on the line; the last one repeats."""

SERVER_DELAYS = tuple(timedelta(minutes=m) for m in (5, 10, 20, 40, 60))
"""After a 4yz: greylists count in minutes (RFC 5321 section 4.5.4.1); the last one repeats."""

PATIENCE = timedelta(days=5)
"""RFC 5321 section 4.5.4.1 gives up after four to five days; we then hold, and show it."""

_OUR_SIDE = frozenset({Trouble.TLS_CERT, Trouble.TLS_HANDSHAKE})
_PASSING_LOGIN_TROUBLE = frozenset({Cause.LOGIN_THROTTLED, Cause.MAILBOX_LOCKED, Cause.SERVER_TEMPORARY})


@dataclass(frozen=True, slots=True)
class History:
    """What the schedule must know besides the outcomes. `tries` counts this one; `chance` is in 0..1.

    `first_tried` is when the first of them began.

    `in_vain` are refusals that stood although this very try has logged in: they do not pass, whatever their
    code says. Debian's Postfix words the lasting "relay access denied" as a 454. With `all_or_none` the user
    has said beforehand that nobody gets a letter which somebody else cannot get.
    """

    tries: int
    first_tried: datetime
    now: datetime
    chance: float
    in_vain: frozenset[Outcome] = frozenset()
    all_or_none: bool = False


def after(outcomes: Iterable[Outcome | None], history: History) -> Next:
    """Return what comes next, from the outcomes of the recipients that were still open.

    None is a recipient that was left out because another one was refused. In this order: a perhaps is never
    touched again; what only the user can settle is asked; what may pass is waited for; what is refused for
    good stays refused, and if that kept others from their letter, the user is asked about those.
    """
    outcomes = list(outcomes)
    open_ones = [outcome for outcome in outcomes if outcome is not None and not isinstance(outcome, Accepted)]
    if not open_ones:
        return Sent()
    if any(isinstance(outcome, Unknown) for outcome in open_ones):
        return PerhapsDelivered()
    for outcome in open_ones:
        if (reason := _question(outcome)) is not None:
            return AskUser(reason)
    passing = [outcome for outcome in open_ones if may_pass(outcome) and outcome not in history.in_vain]
    if len(passing) < len(open_ones) and None in outcomes:
        return GaveUp() if history.all_or_none else AskUser(HoldReason.SOME_REFUSED)
    if not passing:
        return GaveUp()
    if history.now - history.first_tried >= PATIENCE:
        return AskUser(HoldReason.TOO_OLD)
    by_server = any(isinstance(outcome, Refused) for outcome in passing)
    return Wait(history.now + delay(history.tries, history.chance, by_server=by_server))


def delay(tries: int, chance: float, *, by_server: bool) -> timedelta:
    """Return how long to wait after so many tries in vain.

    That depends on whether a server has answered; 20 % either way keep two clients from meeting again.
    """
    delays = SERVER_DELAYS if by_server else NETWORK_DELAYS
    return delays[min(tries, len(delays)) - 1] * (0.8 + 0.4 * chance)


def may_pass(outcome: Outcome) -> bool:
    """Whether the same try may end better later, all by itself."""
    match outcome:
        case Refused(phase=Phase.AUTH | Phase.POP, reply=reply):
            return read(str(reply), outcome.phase).cause in _PASSING_LOGIN_TROUBLE or not outcome.permanent
        case Refused():
            return not outcome.permanent
        case Broken():
            return outcome.trouble not in _OUR_SIDE | {Trouble.SPOOL, Trouble.CANCELLED}
        case _:
            return False


def _question(outcome: Outcome) -> HoldReason | None:
    match outcome:
        case Declined(objection=Objection.NO_PASSWORD):
            return HoldReason.PASSWORD_NEEDED
        case Declined():
            return HoldReason.SETTINGS
        case Refused(phase=Phase.AUTH | Phase.POP) if not may_pass(outcome):
            return HoldReason.PASSWORD_REFUSED
        case Broken(trouble=Trouble.CANCELLED):
            return HoldReason.CANCELLED
        case Broken(trouble=trouble) if trouble in _OUR_SIDE:
            return HoldReason.SETTINGS
        case _:
            return None
