"""The verbs while nobody can carry them out yet: the window is painted first, the rooms are built after.

Until `arrive` is called, what needs an answer at once is answered from the settings, and everything else
waits. Nothing here may import what would make the first paint wait (asyncio, ssl, sqlite3, …).
"""

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, cast

from tegata.accounts.account import Account
from tegata.delivery.notices import Change
from tegata.delivery.verbs import Verbs
from tegata.relay.window import WindowState, WindowStatus

if TYPE_CHECKING:
    import asyncio

_NOTHING_KNOWN = WindowStatus(WindowState.UNKNOWN)


class LateVerbs:
    """Stands in for a `Verbs` that arrives later."""

    def __init__(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = accounts
        self._verbs: Verbs | None = None
        self._arrived: asyncio.Event | None = None

    def as_verbs(self) -> Verbs:
        """Return this as the verbs: every coroutine of theirs is passed on by `__getattr__`."""
        return cast("Verbs", self)

    def arrive(self, verbs: Verbs) -> None:
        """Pass everything on to `verbs` from now on, what waits first."""
        self._verbs = verbs
        if self._arrived is not None:
            self._arrived.set()

    def accounts(self) -> tuple[Account, ...]:
        """See `Verbs`."""
        return self._verbs.accounts() if self._verbs is not None else self._accounts

    def window(self, account: str) -> WindowStatus:
        """See `Verbs`."""
        return self._verbs.window(account) if self._verbs is not None else _NOTHING_KNOWN

    def diagnose(self, *arguments: Any) -> Any:
        """See `Verbs`; there is no parcel to ask about before the rooms are built."""
        return self._verbs.diagnose(*arguments) if self._verbs is not None else None

    async def changes(self) -> AsyncIterator[Change]:
        """See `Verbs`."""
        verbs = await self._present()
        async for change in verbs.changes():
            yield change

    async def check(self, *arguments: Any, **options: Any) -> AsyncIterator[Any]:
        """See `Verbs`."""
        verbs = await self._present()
        async for step in verbs.check(*arguments, **options):
            yield step

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or not hasattr(Verbs, name):
            raise AttributeError(name)

        async def passed_on(*arguments: Any, **options: Any) -> Any:
            return await getattr(await self._present(), name)(*arguments, **options)

        return passed_on

    async def _present(self) -> Verbs:
        if self._verbs is None:
            import asyncio

            self._arrived = self._arrived or asyncio.Event()
            await self._arrived.wait()
        return cast("Verbs", self._verbs)
