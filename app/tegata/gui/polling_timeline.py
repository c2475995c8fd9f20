"""The bill for automatic checking as lines of time: which stretches are open, where logins and letters fall.

Times of day are `timedelta` since midnight, as in the bill. No Qt here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tegata.relay.polling_bill import DAY, HOUR, PollingBill
from tegata.store.parcel import Parcel, ParcelState
from tegata.words.times import time_of_day

_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A letter on the line; `sent` is false where it would be refused."""

    at: timedelta
    sent: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What one plot shows, from `start` to `end`.

    `open` are stretches that do not touch; `gaps` tells whether the rest is time in which sending would fail.
    `labels` stand under the axis at equal distances; an empty tuple leaves the axis out.
    """

    start: timedelta
    end: timedelta
    open: tuple[tuple[timedelta, timedelta], ...]
    logins: tuple[timedelta, ...]
    letters: tuple[Mark, ...]
    gaps: bool
    labels: tuple[str, ...] = ()

    @property
    def span(self) -> timedelta:
        """How much time the plot shows."""
        return self.end - self.start


def whole_day(bill: PollingBill) -> Timeline:
    """Return the day with its timer."""
    return _with_timer(bill, timedelta(0), DAY)


def close_look(bill: PollingBill, hour: timedelta) -> Timeline:
    """Return the hour that starts at `hour`, enlarged."""
    return _with_timer(bill, hour, hour + HOUR)


def instead(bill: PollingBill) -> Timeline:
    """Return the same letters with POP before send: a login at each that finds no window open."""
    return Timeline(
        timedelta(0),
        DAY,
        open=_merged([(login, login + bill.window) for login in bill.instead], timedelta(0), DAY),
        logins=bill.instead,
        letters=tuple(Mark(letter.at, sent=True) for letter in bill.letters),
        gaps=False,
    )


def sent_yesterday(parcels: Sequence[Parcel], now: datetime) -> tuple[timedelta, ...]:
    """Return the times of day at which yesterday's letters were accepted, in the zone of `now`."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    since = [parcel.changed_at - (midnight - DAY) for parcel in parcels if parcel.state is ParcelState.SENT]
    return tuple(sorted(moment for moment in since if timedelta(0) <= moment < DAY))


def _with_timer(bill: PollingBill, start: timedelta, end: timedelta) -> Timeline:
    step = (end - start) / _QUARTERS
    return Timeline(
        start,
        end,
        open=_merged([(login, login + bill.window) for login in bill.logins], start, end),
        logins=tuple(login for login in bill.logins if start <= login < end),
        letters=tuple(
            Mark(letter.at, letter.login is not None) for letter in bill.letters if start <= letter.at < end
        ),
        gaps=True,
        labels=tuple(time_of_day(start + n * step) for n in range(_QUARTERS + 1)),
    )


def _merged(
    stretches: list[tuple[timedelta, timedelta]], start: timedelta, end: timedelta
) -> tuple[tuple[timedelta, timedelta], ...]:
    merged: list[tuple[timedelta, timedelta]] = []
    for opens, closes in stretches:
        begin, until = max(opens, start), min(closes, end)
        if begin >= until:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]))
        else:
            merged.append((begin, until))
    return tuple(merged)
