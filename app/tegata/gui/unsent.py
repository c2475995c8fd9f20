"""The letters that have not been accepted: asked for once, and after that only those that change."""

from tegata.delivery.verbs import Verbs
from tegata.store.parcel import UNSENT, Parcel


class Unsent:
    """Keeps what `Verbs.unsent` returns. A thousand letters are not read again because one has changed."""

    def __init__(self, verbs: Verbs) -> None:
        self.parcels: dict[int, Parcel] = {}
        self._verbs = verbs
        self._stale: set[int] | None = None  # None: all

    def all(self) -> tuple[Parcel, ...]:
        """Return them as they were when last asked for."""
        return tuple(self.parcels.values())

    def hear(self, parcel_id: int) -> bool:
        """Note that a letter has changed; return whether it is the first one since the last `fetch`."""
        if self._stale is None:
            return False
        first = not self._stale
        self._stale.add(parcel_id)
        return first

    async def fetch_all(self) -> list[Parcel]:
        """Ask for all once more, and return them."""
        self._stale = None
        return await self.fetch()

    async def fetch(self) -> list[Parcel]:
        """Ask for all at first, later for those that have changed; return these, accepted or not."""
        stale, self._stale = self._stale, set()
        if stale is None:
            found = list(await self._verbs.unsent())
            self.parcels.clear()
        else:
            asked = [await self._verbs.parcel(number) for number in sorted(stale)]
            found = [parcel for parcel in asked if parcel is not None]
            for number in stale:
                self.parcels.pop(number, None)
        self.parcels |= {parcel.id: parcel for parcel in found if parcel.state in UNSENT}
        return found
