"""What moves, sleep and the network's comings and goings mean for windows and for letters that wait."""

from dataclasses import replace
from datetime import timedelta

from tegata.delivery.crew import Crew
from tegata.delivery.notices import WindowChanged
from tegata.delivery.office import Office
from tegata.network.whereabouts import ANYWHERE
from tegata.protocols.outcome import Broken
from tegata.relay.window import SeenFrom
from tegata.store.parcel import ParcelState

_NO_SLEEP = timedelta(seconds=1)
"""Two clocks read one after the other differ by microseconds, and no window runs out in a second of sleep."""


class Travels:
    """Looks when somebody hears that something may have changed, and does what is due only where it has.

    A look is cheap, and one too many does nothing.
    """

    def __init__(self, office: Office, crew: Crew) -> None:
        self._office = office
        self._crew = crew
        self._last: dict[str, SeenFrom] = {}
        self._cut_off: set[str] = set()
        self._asleep = office.tools.clock.asleep()

    async def look(self) -> bool:
        """Look whether this computer has moved, found its network again, or slept; return whether it has.

        The first look only takes in where it is. A window whose network is the same again still counts.
        Raises StoreError.
        """
        ways = self._look_around()
        here = {name: way for name, way in ways.items() if way is not None}
        moved = {name for name, way in here.items() if not way.same_network(self._last.get(name, way))}
        found_again = self._cut_off & here.keys()
        slept = self._has_slept()
        self._last |= {name: _as_known(way, self._last.get(name)) for name, way in here.items()}
        self._cut_off = (self._last.keys() | ANYWHERE) - here.keys()
        if not (moved or found_again or slept):
            return False
        self._office.windows.travelled(moved)
        self.tell()
        if here:
            await self.set_out_again()
        return True

    async def moved(self) -> None:
        """Take in a move that this computer cannot see: no window counts, until the next login."""
        self._office.windows.moved()
        self.tell()
        await self.set_out_again()

    async def set_out_again(self) -> None:
        """Try the letters that found no way to their server, and on a new line. Raises StoreError."""
        for courier in self._crew.couriers.values():
            courier.moved()
            courier.wake()
        await self._crew.respites.set_out_again()
        for parcel in await self._office.outbox.parcels(states={ParcelState.WAITING}):
            if any(isinstance(each.outcome, Broken) for each in parcel.recipients):
                await self._crew.make_due(parcel.id)

    def tell(self) -> None:
        """Say that every account's window is another one, perhaps."""
        for account in self._office.accounts.all():
            self._office.hearing.tell(WindowChanged(account.name))

    def _look_around(self) -> dict[str, SeenFrom | None]:
        windows = self._office.windows
        ways = {account.name: windows.here(account) for account in self._office.accounts.all()}
        return ways | {anywhere: windows.towards(anywhere) for anywhere in ANYWHERE}

    def _has_slept(self) -> bool:
        before, self._asleep = self._asleep, self._office.tools.clock.asleep()
        return self._asleep - before > _NO_SLEEP


def _as_known(way: SeenFrom, before: SeenFrom | None) -> SeenFrom:
    """Return the way, with the router it led to before where the new one has not been met yet."""
    if before is None or not way.same_network(before):
        return way
    return replace(way, gateway_hardware=way.gateway_hardware or before.gateway_hardware)
