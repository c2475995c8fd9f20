"""How long letters still wait for their next try, by the clock that nobody can set."""

from datetime import datetime, timedelta

from tegata.clock import Clock
from tegata.store.coming import Waiting
from tegata.store.parcel import Parcel
from tegata.store.reckoning import A_LITTLE, Reckoning


class Waits:
    """Waits end when they should, whatever the clock on the wall is set to meanwhile.

    A wait begins when its due time is first looked at here, which for those that begin in this process is at
    once. Of those from an earlier one only the time on the wall is known. `Outbox.recover` has put that right
    where the clock was set forward since; one that was set back makes them no longer than they were meant
    to be.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends: dict[int, tuple[datetime, timedelta]] = {}

    def reckoning(self) -> Reckoning:
        """Return by what the due times of now are reckoned; another one only after the clock was set."""
        return Reckoning(self._clock.boot_id(), self._clock.wall() - self._clock.now())

    def left(self, parcel: Parcel | Waiting) -> timedelta:
        """Return how long until the parcel is due; zero or less when it is."""
        if parcel.due is None:
            return timedelta(0)
        due, end = self._ends.get(parcel.id, (None, timedelta(0)))
        if due != parcel.due:
            by_wall, in_all = parcel.due - self._clock.wall(), parcel.due - parcel.changed_at
            end = self._clock.now() + min(by_wall, in_all)
            self._ends[parcel.id] = (parcel.due, end)
        return end - self._clock.now()

    def is_over(self, parcel: Parcel | Waiting) -> bool:
        """Whether the parcel is due."""
        return self.left(parcel) <= timedelta(0)

    def is_wrong(self, parcel: Parcel | Waiting) -> bool:
        """Whether the clock on the wall, as it is set now, will show another time when the wait is over."""
        left = self.left(parcel)
        if parcel.due is None or left <= timedelta(0):
            return False
        return abs(self._clock.wall() + left - parcel.due) > A_LITTLE

    def end(self, parcel_id: int) -> None:
        """Forget a parcel that waits no longer."""
        self._ends.pop(parcel_id, None)
