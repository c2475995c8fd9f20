"""Automatic checking: POP logins on a timer, for accounts whose owner insisted, while somebody is there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from tegata.accounts.account import Account
from tegata.clock import Clock
from tegata.delivery.notices import LoggedIn, LoginResult
from tegata.delivery.schedule import may_pass

_log = logging.getLogger(__name__)

_TICK = timedelta(seconds=15)
"""How often the clock is looked at while an account polls; timers alone would stand still in sleep."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether anybody is there: when a window of ours was last active (`Clock.now`), whether it is locked."""

    last_active: Callable[[], timedelta]
    locked: Callable[[], bool]


class Poller:
    """Logs in every so often. After a refusal that will not pass by itself it stops until `look_again`."""

    def __init__(
        self,
        accounts: Callable[[], tuple[Account, ...]],
        log_in: Callable[[str], Awaitable[LoginResult]],
        clock: Clock,
        presence: Presence,
    ) -> None:
        self._accounts = accounts
        self._log_in = log_in
        self._clock = clock
        self._presence = presence
        self._last: dict[str, timedelta] = {}
        self._stopped: set[str] = set()
        self._wake = asyncio.Event()

    def look_again(self) -> None:
        """Take in that accounts or passwords have changed."""
        self._stopped.clear()
        self._wake.set()

    async def run(self) -> None:
        """Poll until cancelled. Without an account that polls, nothing ticks."""
        while True:
            polling = [account for account in self._accounts() if account.polling.every is not None]
            await self._rest(ticking=bool(polling))
            for account in polling:
                await self._poll(account)

    async def _rest(self, *, ticking: bool) -> None:
        try:
            async with asyncio.timeout(_TICK.total_seconds() if ticking else None):
                await self._wake.wait()
        except TimeoutError:
            return
        self._wake.clear()

    async def _poll(self, account: Account) -> None:
        if not self._is_due(account):
            return
        self._last[account.name] = self._clock.now()
        result = await self._log_in(account.name)
        if not isinstance(result, LoggedIn) and not may_pass(result):
            self._stopped.add(account.name)
            _log.warning("automatic checking of %s stops: %s", account.name, result)

    def _is_due(self, account: Account) -> bool:
        """Whether the interval is over; not while nobody is there, or after a password that did not pass."""
        every, now = account.polling.every, self._clock.now()
        if every is None or account.name in self._stopped or self._presence.locked():
            return False
        if now - self._presence.last_active() > every:
            return False
        last = self._last.get(account.name)
        return last is None or now - last >= every
