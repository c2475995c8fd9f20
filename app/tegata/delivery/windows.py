"""What is known of each account's window: in memory for asking, in the ledger for the next start."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from tegata.accounts.account import Account, Login
from tegata.clock import Clock
from tegata.delivery.lessons import Lessons
from tegata.delivery.on_disk import on_disk
from tegata.network.whereabouts import ANYWHERE, Whereabouts
from tegata.relay.standing import Known, standing
from tegata.relay.window import AuthenticationWindow, SeenFrom, WindowState, WindowStatus
from tegata.relay.window_length import believed

InUse = Callable[[Account], bool]
"""Whether the account of that name still has these servers."""


class Ledger(Protocol):
    """Where it is kept (`store.ledger`)."""

    async def save_window(self, account: str, window: AuthenticationWindow) -> None: ...  # noqa: D102
    async def load_window(self, account: str) -> AuthenticationWindow | None: ...  # noqa: D102
    async def clear_window(self, account: str) -> None: ...  # noqa: D102
    async def remember_own_network(self, account: str, where: SeenFrom) -> None: ...  # noqa: D102
    async def forget_own_network(self, account: str, where: SeenFrom) -> None: ...  # noqa: D102
    async def own_networks(self, account: str) -> tuple[SeenFrom, ...]: ...  # noqa: D102
    async def note_login(self, account: str, at: datetime) -> None: ...  # noqa: D102
    async def note_helped(self, account: str, at: datetime) -> None: ...  # noqa: D102


class Windows:
    """Answers where an account stands, and takes in what logins and letters teach.

    What was begun with servers that are not `in_use` any more teaches nothing.
    """

    def __init__(
        self, ledger: Ledger, clock: Clock, whereabouts: Whereabouts, lessons: Lessons, in_use: InUse
    ) -> None:
        self._ledger = ledger
        self._in_use = in_use
        self._lessons = lessons
        self._clock = clock
        self._whereabouts = whereabouts
        self._known: dict[str, Known] = {}
        self._own: dict[str, tuple[SeenFrom, ...]] = {}
        self._server_address: dict[str, str] = {}
        self._server_sees: dict[str, SeenFrom] = {}
        self._travelled: set[str] = set()
        self._logins: dict[str, asyncio.Lock] = {}

    async def load(self, accounts: Iterable[Account]) -> None:
        """Read what earlier runs left for accounts not known yet."""
        for account in accounts:
            if account.name not in self._known:
                window = await self._ledger.load_window(account.name)
                self._known[account.name] = Known(window=window, ever_logged_in=window is not None)
                self._own[account.name] = await self._ledger.own_networks(account.name)
                if window is not None and window.server_address is not None:
                    self._server_address[account.name] = window.server_address

    async def read_anew(self, accounts: Iterable[Account]) -> None:
        """Read what other processes have learned meanwhile; only while no login of ours is under way."""
        self._known.clear()
        await self.load(accounts)

    def status(self, account: Account) -> WindowStatus:
        """Return where the account stands now; cheap enough to be asked several times a second."""
        known = self._known.get(account.name, Known())
        here = self._here_as_then(account, known.window)
        own = here is not None and any(
            self._is_here(network, here, account.name) for network in self._own.get(account.name, ())
        )
        moved = known.moved or (here is None and self._stranded(account))
        known = replace(known, here=here, own_network=own, moved=moved)
        good_for = believed(account.pop_before_send.window, self._lessons.of(account.name))
        if known.window is not None and known.window.good_for != good_for:
            known = replace(known, window=replace(known.window, good_for=good_for))
        return standing(account, known, self._clock)

    def away(self, account: Account) -> bool | None:
        """Return whether we are elsewhere than where the provider relays for us without a login, if known."""
        own, here = self._own.get(account.name, ()), self.here(account)
        if not own or here is None:
            return None
        return not any(self._is_here(network, here, account.name) for network in own)

    def age(self, account: Account, at: timedelta) -> timedelta | None:
        """Return how old the last login was at that moment, if that can be told."""
        window = self._known.get(account.name, Known()).window
        if window is None or window.boot_id != self._clock.boot_id() or window.opened_at > at:
            return None
        return at - window.opened_at

    def towards(self, server_address: str | None) -> SeenFrom | None:
        """Return where we would leave from for a server's literal address; None without a route there."""
        way = self._whereabouts(server_address) if server_address is not None else None
        if way is None:
            return None
        return SeenFrom(
            way.local_address, way.family, gateway=way.gateway, gateway_hardware=way.gateway_hardware
        )

    def here(self, account: Account) -> SeenFrom | None:
        """Return where we would leave from now; None while no server of the account has been met."""
        here = self.towards(self._server_address.get(account.name))
        seen = self._server_sees.get(account.name)
        if here is None or seen is None or not here.same_network(seen):
            return here
        return replace(here, server_sees=seen.server_sees)

    @asynccontextmanager
    async def one_login(
        self, account: Account, *, since: timedelta
    ) -> AsyncIterator[AuthenticationWindow | None]:
        """Log in within this, one at a time; what is yielded makes it unnecessary.

        It is a window that counts and that another login has opened `since` then, else None.
        """
        async with self._logins.setdefault(account.name, asyncio.Lock()):
            status = self.status(account)
            if status.state is WindowState.OPEN and status.window and status.window.opened_at >= since:
                yield status.window
                return
            self._update(account, logging_in=True)
            try:
                yield None
            finally:
                self._update(account, logging_in=False)

    async def opened(self, account: Account, window: AuthenticationWindow) -> None:
        """Take in a login that succeeded."""
        if not self._in_use(account):
            return
        if window.server_address is not None:
            self._server_address[account.name] = window.server_address
        here = self.towards(self._server_address.get(account.name))
        if here is not None and here.same_network(window.seen_from):
            window = replace(window, seen_from=here)
        self._travelled.discard(account.name)
        self._update(account, window=window, ever_logged_in=True, letters_waiting=None, moved=False)
        self._server_sees.pop(account.name, None)
        await on_disk(self._ledger.save_window(account.name, window))
        await on_disk(self._ledger.note_login(account.name, window.opened_wall))

    def counted(self, account: Account, letters_waiting: int | None) -> None:
        """Take in how many letters wait, as the server said after the last login."""
        if not self._in_use(account):
            return
        self._update(account, letters_waiting=letters_waiting)

    def moved(self) -> None:
        """Take in a move that the system may not see: no window that was open counts here."""
        for name, known in self._known.items():
            self._known[name] = replace(known, moved=True)
        self.travelled(self._known)

    def travelled(self, accounts: Iterable[str]) -> None:
        """Take in that the way to the servers of these accounts is another one now.

        A window counts again where it was opened. But until the server has said what it sees, our own address
        alone makes no place one of the provider's own.
        """
        self._travelled.update(accounts)
        self.forget_what_servers_see()

    def forget_what_servers_see(self) -> None:
        """Take in that the line may be another one, though it looks the same from this side."""
        self._server_sees.clear()

    async def met(self, account: Account, seen_from: SeenFrom, server_address: str) -> None:
        """Take in where an SMTP session came from, and what the server said it sees."""
        if not self._in_use(account):
            return
        self._server_address.setdefault(account.name, server_address)
        if seen_from.server_sees is not None:
            self._server_sees[account.name] = seen_from
        window = self._known.get(account.name, Known()).window
        if (
            window is not None
            and seen_from.server_sees is not None
            and window.seen_from.server_sees is None
            and window.seen_from.same_network(seen_from)
        ):
            # A POP server never says what it sees; the first SMTP session after the login fills that in.
            said = replace(window.seen_from, server_sees=seen_from.server_sees)
            await self._keep(account, replace(window, seen_from=said))

    async def relayed(self, account: Account, seen_from: SeenFrom) -> None:
        """Take in a letter that was relayed: thanks to a login or, without proof, from the own network."""
        if account.submission.login is not Login.NONE or not self._in_use(account):
            return
        if self._window_may_count(account):
            await on_disk(self._ledger.note_helped(account.name, self._clock.wall()))
        elif not account.pop_before_send.enabled:
            own = (each for each in self._own.get(account.name, ()) if each != seen_from)
            self._own[account.name] = (*own, seen_from)
            await on_disk(self._ledger.remember_own_network(account.name, seen_from))

    async def refused(self, account: Account, seen_from: SeenFrom, *, asked_at: timedelta) -> None:
        """Take in a refusal to relay: no window counts, and this is no network of the provider's own.

        A window opened after `asked_at` was not meant.
        """
        if not self._in_use(account):
            return
        window = self._known.get(account.name, Known()).window
        if window is not None and window.opened_at > asked_at and window.boot_id == self._clock.boot_id():
            return
        own = self._own.get(account.name, ())
        self._own[account.name] = tuple(each for each in own if not each.same_network(seen_from))
        self._update(account, window=None)
        for network in own:
            if network.same_network(seen_from):
                await on_disk(self._ledger.forget_own_network(account.name, network))
        await on_disk(self._ledger.clear_window(account.name))

    async def forget(self, account: str) -> None:
        """Forget what was learned of the account's servers: it is gone, or has another name or others now."""
        for network in self._own.pop(account, ()):
            await on_disk(self._ledger.forget_own_network(account, network))
        for memory in (self._known, self._server_address, self._server_sees):
            memory.pop(account, None)
        self._travelled.discard(account)
        await on_disk(self._ledger.clear_window(account))

    def _here_as_then(self, account: Account, window: AuthenticationWindow | None) -> SeenFrom | None:
        """Return `here` with the address the window was opened from, where one can still leave from that.

        An IPv6 address for privacy (RFC 8981) stays valid for a while when the next one is preferred, and
        servers know whole addresses.
        """
        here, server = self.here(account), self._server_address.get(account.name)
        if here is None or server is None or window is None or not here.same_prefix(window.seen_from):
            return here
        then = window.seen_from.local_address
        return here if self._whereabouts(server, then) is None else replace(here, local_address=then)

    def _stranded(self, account: Account) -> bool:
        """Whether this network leads somewhere, but not to where the login went: it lacks that family."""
        met = self._server_address.get(account.name) is not None
        return met and any(self._whereabouts(anywhere) for anywhere in ANYWHERE)

    def _is_here(self, network: SeenFrom, here: SeenFrom, account: str) -> bool:
        """Whether this is that network of the provider's own; after a move, our own address proves little."""
        if account in self._travelled and network.server_sees is not None and here.server_sees is None:
            return False
        return network.same_network(here)

    def _window_may_count(self, account: Account) -> bool:
        window = self._known.get(account.name, Known()).window
        if window is None or window.boot_id != self._clock.boot_id():
            return False
        return window.remaining(self._clock.now()) > timedelta(0)

    async def _keep(self, account: Account, window: AuthenticationWindow) -> None:
        self._update(account, window=window)
        await on_disk(self._ledger.save_window(account.name, window))

    def _update(self, account: Account, **changes: object) -> None:
        known = self._known.get(account.name, Known())
        self._known[account.name] = replace(known, **changes)  # type: ignore[arg-type]
