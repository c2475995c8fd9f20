"""Letters that wait because their server is left alone: put off together, and let go together."""

from collections.abc import Callable
from datetime import timedelta

from tegata.accounts.account import Account
from tegata.delivery.notices import ParcelChanged, Role
from tegata.delivery.office import Office
from tegata.delivery.servers import Fault, Place, Servers, places_of
from tegata.store.parcel import Parcel, ParcelState

_Times = list[tuple[Parcel, timedelta]]


class Respites:
    """What one letter has found out about a server is heeded by all that wait for it, of every account.

    Their due times on disk say so. A letter that somebody has asked to be tried now is tried all the same,
    and so is a new one. `in_vain` are those tried in vain since a server was reached last. `wake` sets an
    account's courier to work.
    """

    def __init__(self, office: Office, wake: Callable[[str], None]) -> None:
        self._office = office
        self._wake = wake
        self._clock = office.tools.clock
        self._servers = Servers(self._clock)
        self._own: dict[int, timedelta] = {}
        self.in_vain: set[int] = set()

    def left(self, account: Account) -> timedelta:
        """Return how long until the account's servers may be tried again; zero when at once."""
        return self._servers.left(account)

    def begin(self, parcel: Parcel) -> None:
        """Take in that the letter is tried now: what it has waited for is over."""
        self._office.asked_for.discard(parcel.id)
        self._own.pop(parcel.id, None)

    def failed(self, fault: Fault, parcel: Parcel) -> timedelta:
        """Take in what stood in the letter's way; return how long it has to wait for that."""
        self._own[parcel.id] = self._clock.now()
        self.in_vain.add(parcel.id)
        return self._servers.failed(fault, self._office.tools.chance())

    async def put_off(self) -> None:
        """Have no letter fall due while its server is left alone. Raises StoreError."""
        times: _Times = []
        waiting = await self._waiting()
        rests = {account.name: self._servers.left(account) for account in self._office.accounts.all()}
        for parcel, account in waiting:
            own, rest = self._office.waits.left(parcel), rests[account.name]
            if own < rest and parcel.id not in self._office.asked_for:
                self._own.setdefault(parcel.id, self._clock.now() + own)
                times.append((parcel, rest))
        await self._make_due(times)

    async def reached(self, account: Account, *roles: Role) -> None:
        """Take in that the account's servers let it in: what waited for that follows. Raises StoreError."""
        places = frozenset[Place]().union(*(places_of(account, role) for role in roles))
        if self._servers.work(places):
            self.in_vain.clear()
            await self.let_follow()

    async def set_out_again(self) -> None:
        """Forget what is known of lines: the network is another one, or back. Raises StoreError."""
        self._servers.forget_lines()
        await self.let_follow()

    async def let_follow(self) -> None:
        """Have what was put off due when it would have been, but for servers at rest. Raises StoreError."""
        times: _Times = []
        for parcel, account in await self._waiting() if self._own else ():
            rest = self._servers.left(account)
            due = max(self._own.get(parcel.id, self._clock.now()) - self._clock.now(), rest)
            if parcel.id in self._own and due < self._office.waits.left(parcel):
                times.append((parcel, due))
            if not rest:
                self._own.pop(parcel.id, None)
        await self._make_due(times)

    async def _waiting(self) -> list[tuple[Parcel, Account]]:
        parcels = await self._office.outbox.parcels(states={ParcelState.WAITING})
        both = ((parcel, self._office.accounts.get(parcel.account)) for parcel in parcels)
        return [(parcel, account) for parcel, account in both if account is not None]

    async def _make_due(self, times: _Times) -> None:
        if not times:
            return
        now = self._clock.wall()
        dues = [(parcel, now + left) for parcel, left in times]
        for parcel_id in await self._office.outbox.make_due(dues, now=now):
            self._office.hearing.tell(ParcelChanged(parcel_id))
        for account in {parcel.account for parcel, _ in times}:
            self._wake(account)
