"""What checking mail on a timer costs and buys, beside a login when a letter is sent: a day of many users.

Nothing is measured here: the day is drawn by chance, always the same one, and reckoned with the program's own
bill (`tegata.relay.polling_bill`). A user sits down twice a day on average, between 7 and 23 o'clock, and
writes one to three letters each time. The computer is left on, and every timer starts at a moment of its own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from random import Random

from tegata.relay.polling_bill import DAY, HOUR, PollingBill, bill

INTERVALS = tuple(timedelta(minutes=n) for n in (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60))
WINDOWS = tuple(timedelta(minutes=n) for n in (5, 10, 15, 30, 60))
CUSTOMERS = 1_000_000
USERS = 1_000
_SEED = 1607
_MORNING, _WAKING = 7 * HOUR, 16 * HOUR
_SITTINGS = (0, 1, 2, 2, 3, 4)  # of a day, one as likely as another
_PAUSES = (timedelta(minutes=2), timedelta(minutes=8))  # between two letters of a sitting

Day = tuple[timedelta, ...]


@dataclass(frozen=True, slots=True)
class Polled:
    """Checking every `interval` where the window is `window`; `refused` is a share of all letters."""

    interval: timedelta
    window: timedelta
    logins_a_day: float
    refused: float


@dataclass(frozen=True, slots=True)
class JustInTime:
    """A login when a letter finds no window open. `busiest` is how many a user makes in the busiest hour."""

    window: timedelta
    logins_a_day: float
    busiest: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Every interval under every window, and for each window what Tegata does instead."""

    letters_a_day: float
    polled: tuple[Polled, ...]
    instead: tuple[JustInTime, ...]


def simulate(users: int = USERS) -> Compared:
    """Draw the days, and reckon each with every interval and window."""
    chance = Random(_SEED)  # noqa: S311 - it draws no secret
    days = [_day(chance) for _user in range(users)]
    phases = [chance.random() for _user in range(users)]
    return Compared(
        letters_a_day=sum(map(len, days)) / users,
        polled=tuple(_polled(days, phases, interval, window) for interval in INTERVALS for window in WINDOWS),
        instead=tuple(_just_in_time(days, window) for window in WINDOWS),
    )


def load(logins_a_day: float) -> float:
    """Return the logins a second that a provider's million customers make, spread over the day."""
    return logins_a_day * CUSTOMERS * timedelta(seconds=1) / DAY


def _day(chance: Random) -> Day:
    """Return the moments at which one user sends, since midnight."""
    sittings = _SITTINGS[int(chance.random() * len(_SITTINGS))]
    return tuple(sorted(letter for _n in range(sittings) for letter in _sitting(chance)))


def _sitting(chance: Random) -> Iterator[timedelta]:
    start = _MORNING + _WAKING * chance.random()
    shortest, longest = _PAUSES
    pauses = [shortest + (longest - shortest) * chance.random() for _n in range(int(chance.random() * 3))]
    return accumulate(pauses, initial=start)


def _polled(days: Sequence[Day], phases: Sequence[float], interval: timedelta, window: timedelta) -> Polled:
    refused = sum(
        bill(interval, window, [letter + interval * phase for letter in day]).would_fail
        for day, phase in zip(days, phases, strict=True)
    )
    return Polled(interval, window, DAY / interval, refused / sum(map(len, days)))


def _just_in_time(days: Sequence[Day], window: timedelta) -> JustInTime:
    bills: list[PollingBill] = [bill(HOUR, window, day) for day in days]
    hours = Counter(login // HOUR for each in bills for login in each.instead)
    return JustInTime(window, hours.total() / len(days), max(hours.values()) / len(days))
