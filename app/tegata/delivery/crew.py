"""The couriers of a profile, one for each account: set to work, woken, and sent home."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from types import MappingProxyType

from tegata.delivery.courier import Courier
from tegata.delivery.notices import ParcelChanged
from tegata.delivery.office import Office
from tegata.delivery.respites import Respites
from tegata.protocols.smtp_submit import Partial
from tegata.store.parcel import Parcel, ParcelState, Standing
from tegata.tasks import spawn

_UNDER_WAY = frozenset({ParcelState.WAITING, ParcelState.SENDING, ParcelState.COMMITTED})


class Crew:
    """Until `start` nobody works, and nothing leaves but what `deliver_now` is asked for."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._couriers: dict[str, Courier] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._working = False
        self.respites = Respites(office, self.wake)
        self.couriers: Mapping[str, Courier] = MappingProxyType(self._couriers)

    def courier(self, account: str) -> Courier:
        """Return the account's courier, working or not."""
        if account not in self._couriers:
            self._couriers[account] = Courier(account, self._office, self.respites)
        return self._couriers[account]

    async def start(self) -> None:
        """Set the couriers to work, also on letters that wait from earlier. Raises StoreError."""
        self._working = True
        for parcel in await self._office.outbox.parcels(states={ParcelState.WAITING, ParcelState.HELD}):
            self.wake(parcel.account)

    async def stop(self) -> None:
        """Send the couriers home: with answers that come in a moment, but else at once.

        A letter that is still on its way is settled by the next recovery.
        """
        self._working = False
        tasks = tuple(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(courier.close() for courier in self._couriers.values()))

    def wake(self, account: str) -> None:
        """Have the account's courier look for due parcels, if the crew works."""
        if not self._working:
            return
        courier = self.courier(account)
        courier.wake()
        if account not in self._tasks or self._tasks[account].done():
            self._tasks[account] = spawn(courier.run(), f"courier-{account}")

    async def move(self, parcel_id: int, standing: Standing, was: ParcelState | None = None) -> Parcel | None:
        """Change where a parcel stands, as `Outbox.move` does; everybody hears. Raises StoreError."""
        now = self._office.tools.clock.wall()
        parcel = await self._office.outbox.move(parcel_id, standing, now=now, was=was)
        self._office.hearing.tell(ParcelChanged(parcel_id))
        if parcel is not None and (parcel.state is ParcelState.WAITING or parcel.leaves_by_itself):
            self.wake(parcel.account)
        return parcel

    async def try_now(self, parcel_id: int) -> None:
        """Have a parcel tried next, also where its server is left alone. Raises StoreError."""
        self._office.asked_for.add(parcel_id)
        await self.make_due(parcel_id)

    async def make_due(self, parcel_id: int) -> None:
        """Make a parcel due at once. Raises StoreError."""
        await self.move(parcel_id, Standing(ParcelState.WAITING, due=self._office.tools.clock.wall()))

    async def deliver_now(self, parcel_id: int, partial: Partial = Partial.ALL_OR_NONE) -> Parcel | None:
        """Have a waiting parcel tried once, by the courier if one works; return how it stands then.

        One that is on its way already is waited for. With SEND_TO_OTHERS nobody is asked about recipients
        that are refused. Raises StoreError.
        """
        if partial is Partial.SEND_TO_OTHERS:
            self._office.unasked.add(parcel_id)
        changes = self._office.hearing.changes()
        parcel = await self._office.outbox.parcel(parcel_id)
        if parcel is None:
            return None
        if parcel.state not in _UNDER_WAY:
            self.wake(parcel.account)  # another process may have put it here for later
            return parcel
        if self._working:
            await self.try_now(parcel_id)
            return await self._once_tried(parcel, changes)
        if parcel.state is ParcelState.WAITING:
            await self.courier(parcel.account).deliver(parcel)
        return await self._office.outbox.parcel(parcel_id)

    async def _once_tried(self, parcel: Parcel, changes: AsyncIterator[object]) -> Parcel | None:
        while True:
            now = await self._office.outbox.parcel(parcel.id)
            if now is None or now.tries > parcel.tries or now.state not in _UNDER_WAY:
                return now
            await anext(changes)
