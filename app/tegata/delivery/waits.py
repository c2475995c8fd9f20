"""How long letters still wait for their next try, by the clock that nobody can set."""

from datetime import datetime, timedelta

from tegata.clock import Clock
from tegata.store.parcel import Parcel, ParcelState, Standing


class Waits:
    """Waits that began in this process end when they should, whatever the clock on the wall is set to.

    Of others only the due time is known, and that is of the wall.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends: dict[int, tuple[datetime, timedelta]] = {}

    def begin(self, parcel_id: int, standing: Standing) -> None:
        """Take in where a parcel stands after a try."""
        if standing.state is ParcelState.WAITING and standing.due is not None:
            left = standing.due - self._clock.wall()
            self._ends[parcel_id] = (standing.due, self._clock.now() + left)
        else:
            self._ends.pop(parcel_id, None)

    def left(self, parcel: Parcel) -> timedelta:
        """Return how long until the parcel is due; zero or less when it is."""
        if parcel.due is None:
            return timedelta(0)
        due, end = self._ends.get(parcel.id, (None, timedelta(0)))
        return end - self._clock.now() if due == parcel.due else parcel.due - self._clock.wall()

    def horizon(self) -> datetime:
        """Return up to which due time parcels may be due: later than now, where the wall was set back."""
        ended = (due for due, end in self._ends.values() if end <= self._clock.now())
        return max((self._clock.wall(), *ended))
