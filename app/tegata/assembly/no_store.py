"""The verbs where the store cannot be opened: nothing can be queued, and the window says so and stays."""

from collections.abc import AsyncIterator, Callable
from typing import Any, cast

from tegata.accounts.account import Account
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import Change, NotQueued
from tegata.delivery.verbs import Verbs
from tegata.protocols.outcome import Declined, Objection, Phase
from tegata.relay.learned import Learned
from tegata.relay.window import WindowState, WindowStatus
from tegata.store.trouble import Trouble


class NoStore:
    """Refuses to queue, with the reason; every other verb of `Verbs` finds nothing."""

    def __init__(self, accounts: AccountBook, trouble: Trouble) -> None:
        self._accounts = accounts
        self._refusal = NotQueued(trouble.kind, trouble.detail)

    def as_verbs(self) -> Verbs:
        """Return this as the verbs; what is not spelled out here is answered by `__getattr__`."""
        return cast("Verbs", self)

    def accounts(self) -> tuple[Account, ...]:
        """See `Verbs`."""
        return self._accounts.all()

    def window(self, _account: str) -> WindowStatus:
        """See `Verbs`."""
        return WindowStatus(WindowState.UNKNOWN)

    async def try_auth(self, _account: Account, **_options: object) -> Declined:
        """See `Verbs`. The passwords are not opened either."""
        return Declined(Phase.AUTH, Objection.NO_PASSWORD)

    def diagnose(self, _parcel: object) -> None:
        """See `Verbs`."""

    async def save_account(self, account: Account, *, formerly: str | None = None) -> None:
        """See `Verbs`. The settings are another file, which may well be writable."""
        await self._accounts.save(account, formerly=formerly)

    async def send(self, _draft: object, **_options: object) -> NotQueued:
        """See `Verbs`."""
        return self._refusal

    async def keep_draft(self, *_draft: object) -> NotQueued:
        """See `Verbs`."""
        return self._refusal

    async def unsent(self) -> tuple[()]:
        """See `Verbs`."""
        return ()

    async def sent(self, _search: str = "", **_options: object) -> tuple[()]:
        """See `Verbs`."""
        return ()

    async def attempts(self, _parcel_id: int) -> tuple[()]:
        """See `Verbs`."""
        return ()

    def learned(self, _account: str) -> Learned:
        """See `Verbs`."""
        return Learned()

    async def logins(self, _account: str, _since: object) -> tuple[()]:
        """See `Verbs`."""
        return ()

    async def drafts(self) -> tuple[()]:
        """See `Verbs`."""
        return ()

    async def changes(self) -> AsyncIterator[Change]:
        """See `Verbs`. Nothing changes."""
        import asyncio

        await asyncio.Event().wait()
        yield  # type: ignore[misc]  # never reached: it makes this a generator

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or not hasattr(Verbs, name):
            raise AttributeError(name)

        async def nothing(*_arguments: object, **_options: object) -> None:
            return None

        return nothing
