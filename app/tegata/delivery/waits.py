"""How long letters still wait for their next try, by the clock that nobody can set."""

from datetime import datetime, timedelta

from tegata.clock import Clock
from tegata.store.parcel import Parcel

_A_LITTLE = timedelta(seconds=1)
"""As much as two clocks may drift apart before a due time is set anew."""


class Waits:
    """Waits end when they should, whatever the clock on the wall is set to meanwhile.

    A wait begins when its due time is first looked at here, which for those that begin in this process is at
    once. Of those from an earlier one only the time on the wall is known; one that has been set back since
    makes them no longer than they were meant to be.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends: dict[int, tuple[datetime, timedelta]] = {}

    def left(self, parcel: Parcel) -> timedelta:
        """Return how long until the parcel is due; zero or less when it is."""
        if parcel.due is None:
            return timedelta(0)
        due, end = self._ends.get(parcel.id, (None, timedelta(0)))
        if due != parcel.due:
            by_wall, in_all = parcel.due - self._clock.wall(), parcel.due - parcel.changed_at
            end = self._clock.now() + min(by_wall, in_all)
            self._ends[parcel.id] = (parcel.due, end)
        return end - self._clock.now()

    def is_over(self, parcel: Parcel) -> bool:
        """Whether the parcel is due."""
        return self.left(parcel) <= timedelta(0)

    def put_right(self, parcel: Parcel) -> datetime | None:
        """Return when the parcel is due by the wall as it is set now; None where it says that already."""
        left = self.left(parcel)
        if parcel.due is None or left <= timedelta(0):
            return None
        due = self._clock.wall() + left
        return due if abs(due - parcel.due) > _A_LITTLE else None

    def end(self, parcel_id: int) -> None:
        """Forget a parcel that waits no longer."""
        self._ends.pop(parcel_id, None)
