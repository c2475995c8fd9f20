"""The bill for automatic checking: what a day of POP logins on a timer costs, and what it buys.

Times of day are `timedelta` since midnight. The timer is taken to start at midnight; where it really starts
shifts every window alike, so the counts of a day stay typical of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)
ENOUGH_LETTERS = 5

# Chosen so that the letters that fail keep pace with the luck as the interval grows.
EXAMPLE = (
    timedelta(hours=8, minutes=3),
    timedelta(hours=14, minutes=18),
    timedelta(hours=14, minutes=42),
    timedelta(hours=20, minutes=35),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter sent at `at`; `login` is the one whose window would carry it, None if it would be refused."""

    at: timedelta
    login: timedelta | None


@dataclass(frozen=True, slots=True)
class PollingBill:
    """One day of automatic checking, beside the same day with POP before send.

    `luck` is the share of the day in which a window is open: the chance that a letter goes out unplanned.
    """

    interval: timedelta
    window: timedelta
    logins: tuple[timedelta, ...]
    letters: tuple[Letter, ...]
    luck: Fraction
    instead: tuple[timedelta, ...]

    @property
    def logins_a_day(self) -> int:
        """How often the mailbox is asked in 24 hours."""
        return len(self.logins)

    @property
    def useful(self) -> int:
        """How many logins opened a window that carried a letter."""
        return len({letter.login for letter in self.letters if letter.login is not None})

    @property
    def would_fail(self) -> int:
        """How many letters fall into a gap between two windows."""
        return sum(letter.login is None for letter in self.letters)


def bill(interval: timedelta, window: timedelta, letters: Sequence[timedelta]) -> PollingBill:
    """Return the bill for logging in every `interval`; raises ValueError unless both spans are positive."""
    if interval <= timedelta(0) or window <= timedelta(0):
        raise ValueError(f"no bill for every {interval} with a window of {window}")
    logins = tuple(n * interval for n in range(-(-DAY // interval)))
    at = sorted(letters)
    return PollingBill(
        interval=interval,
        window=window,
        logins=logins,
        letters=tuple(_fate(moment, interval, window) for moment in at),
        luck=min(Fraction(1), Fraction(window // _TICK, interval // _TICK)),
        instead=_just_in_time(at, window),
    )


def example_or(letters: Sequence[timedelta]) -> tuple[tuple[timedelta, ...], bool]:
    """Return the letters, or the example where they are too few to tell, and whether they are real."""
    if len(letters) < ENOUGH_LETTERS:
        return EXAMPLE, False
    return tuple(sorted(letters)), True


def busiest_hour(letters: Sequence[timedelta]) -> timedelta:
    """Return the start of the clock hour with most letters, the first of equals; noon when there are none."""
    if not letters:
        return 12 * HOUR
    hours = sorted(moment // HOUR for moment in letters)
    return max(hours, key=hours.count) * HOUR


_TICK = timedelta(microseconds=1)


def _fate(at: timedelta, interval: timedelta, window: timedelta) -> Letter:
    login = at // interval * interval
    return Letter(at, login if at - login < window else None)


def _just_in_time(letters: Sequence[timedelta], window: timedelta) -> tuple[timedelta, ...]:
    logins: list[timedelta] = []
    for at in letters:
        if not logins or at - logins[-1] >= window:
            logins.append(at)
    return tuple(logins)
