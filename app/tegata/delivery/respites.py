"""Letters that wait because their server is left alone: put off together, and let go together."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from tegata.accounts.account import Account
from tegata.delivery.notices import ParcelChanged, Role
from tegata.delivery.office import Office
from tegata.delivery.servers import Fault, Place, Servers, places_of
from tegata.store.coming import Waiting
from tegata.store.parcel import Parcel
from tegata.store.reckoning import A_LITTLE, Reckoning

_Times = list[tuple[Waiting, timedelta]]


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
        self._putting_right = asyncio.Lock()
        self._right_by: Reckoning | None = None
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
        """Have no letter fall due while its server is left alone. Raises StoreError.

        Those due within a moment of that are left as they are: they were put off for it before.
        """
        times: _Times = []
        rests = {account.name: self._servers.left(account) for account in self._office.accounts.all()}
        until = self._clock.wall() + max(rests.values(), default=timedelta(0))
        for parcel, account in await self._waiting(until):
            own, rest = self._office.waits.left(parcel), rests[account.name]
            if own < rest - A_LITTLE and parcel.id not in self._office.asked_for:
                self._own.setdefault(parcel.id, self._clock.now() + own)
                times.append((parcel, rest))
        await self._make_due(times)

    async def put_right(self) -> None:
        """Have the due times say when letters leave, also after the clock on the wall was set.

        Every courier asks for it before it looks for what is due: it is done where that has happened, and at
        first. Raises StoreError.
        """
        async with self._putting_right:
            by, waits = self._office.waits.reckoning(), self._office.waits
            if self._right_by is not None and abs(by.set_forward(self._right_by)) <= A_LITTLE:
                return
            waiting = await self._office.outbox.waiting()
            wrong = [(each, waits.left(each)) for each in waiting if waits.is_wrong(each)]
            await self._make_due(wrong, by)
            self._right_by = by

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

    async def _waiting(self, until: datetime | None = None) -> list[tuple[Waiting, Account]]:
        parcels = await self._office.outbox.waiting(until)
        both = ((parcel, self._office.accounts.get(parcel.account)) for parcel in parcels)
        return [(parcel, account) for parcel, account in both if account is not None]

    async def _make_due(self, times: _Times, by: Reckoning | None = None) -> None:
        if not times and by is None:
            return
        now = self._clock.wall()
        dues = {parcel.id: (parcel, now + left) for parcel, left in times}
        for parcel_id in await self._office.outbox.make_due([*dues.values()], now=now, by=by):
            parcel, due = dues[parcel_id]
            self._office.waits.left(replace(parcel, due=due, changed_at=now))
            self._office.hearing.tell(ParcelChanged(parcel_id))
        for account in {parcel.account for parcel, _ in times}:
            self._wake(account)
