"""What each account's servers have shown: in memory for asking, in the ledger for the next start."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

from tegata.accounts.account import Account
from tegata.delivery.on_disk import on_disk
from tegata.relay.learned import Learned


class Ledger(Protocol):
    """Where it is kept (`store.ledger`)."""

    async def save_learned(self, account: str, learned: Learned) -> None: ...  # noqa: D102
    async def load_learned(self, account: str) -> Learned: ...  # noqa: D102
    async def forget_learned(self, account: str) -> None: ...  # noqa: D102


class Lessons:
    """Answers what is known of an account's servers, and takes in what they show."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._learned: dict[str, Learned] = {}
        self._doubted: set[str] = set()

    async def load(self, accounts: Iterable[Account]) -> None:
        """Read what earlier runs left for accounts not known yet. Raises StoreError."""
        for account in accounts:
            if account.name not in self._learned:
                loaded = await self._ledger.load_learned(account.name)
                self._learned.setdefault(account.name, loaded)  # what was learned meanwhile is newer

    async def read_anew(self, accounts: Iterable[Account]) -> None:
        """Read what other processes have learned meanwhile. Raises StoreError."""
        self._learned.clear()
        await self.load(accounts)

    def of(self, account_name: str) -> Learned:
        """Return what is known of the account's servers, at once and from memory."""
        return self._learned.get(account_name, Learned())

    async def learn(self, account_name: str, **changes: Any) -> None:
        """Take in these fields of `Learned`; what is known already is not written again.

        Raises TypeError for a field that `Learned` does not have.
        """
        known = self.of(account_name)
        learned = replace(known, **changes)
        if learned != known:
            self._learned[account_name] = learned
            await on_disk(self._ledger.save_learned(account_name, learned))

    def first_doubt(self, account_name: str) -> bool:
        """Whether this is the first time in this run that a shortcut is suspected without proof."""
        first = account_name not in self._doubted
        self._doubted.add(account_name)
        return first

    async def forget(self, account_name: str) -> None:
        """Forget what the account's servers have shown: it is gone, or has another name or others now."""
        self._learned.pop(account_name, None)
        await on_disk(self._ledger.forget_learned(account_name))
