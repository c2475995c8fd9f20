"""The accounts of the profile: in memory for asking, in their TOML file for keeps."""

from pathlib import Path

from tegata.accounts.account import Account
from tegata.accounts.accounts_file import Loaded, SettingsTrouble, load, remove_account, save_account
from tegata.profile import BrokenFile


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
        from asyncio import to_thread  # at first use: this book is read before the window is painted

        broken = await to_thread(save_account, self._path, account, formerly=formerly)
        if broken is not None:
            raise BrokenSettingsError(broken)
        self._put(account, formerly or account.name)

    async def remove(self, name: str) -> None:
        """Take the account out of the file. Raises OSError; then nothing has changed."""
        from asyncio import to_thread

        broken = await to_thread(remove_account, self._path, name)
        if broken is not None:
            raise BrokenSettingsError(broken)
        self._accounts.pop(name, None)

    def _put(self, account: Account, in_place_of: str) -> None:
        if in_place_of not in self._accounts:
            self._accounts[account.name] = account
            return
        self._accounts = {
            (account.name if name == in_place_of else name): (account if name == in_place_of else each)
            for name, each in self._accounts.items()
        }
