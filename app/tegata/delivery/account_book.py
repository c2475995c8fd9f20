"""The accounts of the profile: in memory for asking, in their TOML file for keeps."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tegata.accounts.account import Account
from tegata.accounts.accounts_file import Loaded, SettingsTrouble, load, remove_account, save_account
from tegata.profile import BrokenFile

if TYPE_CHECKING:
    from asyncio import Lock


class BrokenSettingsError(OSError):
    """The settings file cannot be read as it stands, so nothing is written into it."""

    def __init__(self, broken: BrokenFile) -> None:
        line = f":{broken.line}" if broken.line is not None else ""
        super().__init__(f"{broken.path.name}{line}: {broken.reason}")
        self.broken = broken


class AccountBook:
    """The accounts as the settings file had them, and the way to change both at once.

    `troubles` says what was wrong with the file when it was read.
    """

    def __init__(self, path: Path, loaded: Loaded) -> None:
        self._path = path
        self._accounts = {account.name: account for account in loaded.accounts}
        self.troubles: tuple[SettingsTrouble, ...] = loaded.troubles
        self._turn: Lock | None = None

    @classmethod
    def read(cls, path: Path) -> "AccountBook":
        """Read the file; what is wrong with it is in `troubles`, and the rest of it is used."""
        return cls(path, load(path))

    def all(self) -> tuple[Account, ...]:
        """Return the accounts in the order of the file."""
        return tuple(self._accounts.values())

    def get(self, name: str) -> Account | None:
        """Return the account of that name, or None where it is gone."""
        return self._accounts.get(name)

    async def save(self, account: Account, *, formerly: str | None = None) -> None:
        """Write the account into the file and use it. Raises OSError, and then nothing has changed."""
        await self._edit(lambda: save_account(self._path, account, formerly=formerly))
        self._put(account, formerly or account.name)

    async def remove(self, name: str) -> None:
        """Take the account out of the file. Raises OSError; then nothing has changed."""
        await self._edit(lambda: remove_account(self._path, name))
        self._accounts.pop(name, None)

    async def _edit(self, change: Callable[[], BrokenFile | None]) -> None:
        """Change the file off the loop, one change at a time: each begins with what the last one wrote."""
        from asyncio import Lock, to_thread  # at first use: this book is read before the window is painted

        self._turn = self._turn or Lock()
        async with self._turn:
            broken = await to_thread(change)
        if broken is not None:
            raise BrokenSettingsError(broken)

    def _put(self, account: Account, in_place_of: str) -> None:
        if in_place_of not in self._accounts:
            self._accounts[account.name] = account
            return
        self._accounts = {
            (account.name if name == in_place_of else name): (account if name == in_place_of else each)
            for name, each in self._accounts.items()
        }
