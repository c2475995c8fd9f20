"""Counts the letters that have not been accepted yet: one count after the other, and none after the end."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tegata.delivery.notices import Change, ParcelChanged
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.pace import Pace
from tegata.gui.unsent import Unsent
from tegata.store.parcel import Parcel

if TYPE_CHECKING:
    from asyncio import Lock


class DeskCount:
    """Tells `counted` what it finds.

    `anew`: whether all must be asked for once more, for the desk may end by what is on disk only.
    """

    def __init__(
        self,
        verbs: Verbs,
        counted: Callable[[tuple[Parcel, ...]], Awaitable[None]],
        anew: Callable[[], bool],
    ) -> None:
        self._unsent = Unsent(verbs)
        self._counted = counted
        self._anew = anew
        self._over = False
        self._pace = Pace(self.count, "desk: count")
        self._turn: Lock | None = None

    def parcels(self) -> tuple[Parcel, ...]:
        """Return the letters as last counted."""
        return self._unsent.all()

    def hear(self, change: Change) -> None:
        """Count again soon where a letter has changed."""
        if isinstance(change, ParcelChanged) and self._unsent.hear(change.parcel_id):
            self._pace.ask()

    def soon(self) -> None:
        """Count when it is the turn of this."""
        calls.start(self.count(), "desk: count")

    async def count(self) -> None:
        """Look how many letters there are, and tell."""
        async with self._one_at_a_time():
            if self._over:
                return
            await self._unsent.fetch()
            if self._anew():
                await self._unsent.fetch_all()
            await self._counted(self.parcels())

    async def stop(self) -> None:
        """Let a count that is under way come to its end, and make no other: the outbox will be closed."""
        self._over = True
        async with self._one_at_a_time():
            pass

    def _one_at_a_time(self) -> "Lock":
        from asyncio import Lock

        self._turn = self._turn or Lock()
        return self._turn
