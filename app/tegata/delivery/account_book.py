"""The accounts of the profile: in memory for asking, in their TOML file for keeps, and for people to edit."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tegata.accounts.account import Account
from tegata.accounts.accounts_file import (
    BadAccount,
    Loaded,
    SettingsTrouble,
    load,
    remove_account,
    save_account,
)
from tegata.accounts.merging import merge
from tegata.profile import BrokenFile

if TYPE_CHECKING:
    from asyncio import Lock

Stamp = tuple[int, int, int]
"""By which a file is known to be another one: its number, its size, and when it was changed."""

T = TypeVar("T")


class BrokenSettingsError(OSError):
    """The settings file cannot be read as it stands, so nothing is written into it."""

    def __init__(self, broken: BrokenFile) -> None:
        line = f":{broken.line}" if broken.line is not None else ""
        super().__init__(f"{broken.path.name}{line}: {broken.reason}")
        self.broken = broken


class SettingsClashError(OSError):
    """The file was edited meanwhile, at the same places; `places` are their keys. Nothing is written.

    `in_file` is the account as it stands there, None where it cannot be read.
    """

    def __init__(self, places: tuple[str, ...], in_file: Account | None = None) -> None:
        super().__init__(f"edited meanwhile: {', '.join(places)}")
        self.places = places
        self.in_file = in_file


class AccountBook:
    """The accounts as the settings file had them, and the way to change both at once.

    `troubles` says what was wrong with the file when it was read.
    """

    def __init__(self, path: Path, loaded: Loaded, stamp: Stamp | None = None) -> None:
        self._path = path
        self._stamp = stamp
        self._accounts = {account.name: account for account in loaded.accounts}
        self.troubles: tuple[SettingsTrouble, ...] = loaded.troubles
        self._turn: Lock | None = None

    @classmethod
    def read(cls, path: Path) -> "AccountBook":
        """Read the file; what is wrong with it is in `troubles`, and the rest of it is used."""
        stamp = _stamp_of(path)  # first: what is edited meanwhile is then read once more
        return cls(path, load(path), stamp)

    def all(self) -> tuple[Account, ...]:
        """Return the accounts in the order of the file."""
        return tuple(self._accounts.values())

    def get(self, name: str) -> Account | None:
        """Return the account of that name, or None where it is gone."""
        return self._accounts.get(name)

    def still_uses(self, account: Account) -> bool:
        """Whether the account of that name has these servers; what began before may have others."""
        now = self.get(account.name)
        return now is not None and now.servers == account.servers

    async def save(self, account: Account, *, formerly: str | None = None) -> None:
        """Write the account into the file and use it. Raises OSError, and then the file has not changed.

        What was edited in the file since it was read is kept; where it is the same that was changed here,
        SettingsClashError is raised once, and the file's account is used from then on.
        """
        name = formerly or account.name
        try:
            self._put(await self._edit(lambda: self._write(account, name)), name)
        except SettingsClashError as clash:
            if clash.in_file is not None:
                self._put(clash.in_file, name)
            raise

    async def read_again(self) -> bool:
        """Read the file if it is another one than the one known; return whether it is.

        An account that cannot be read as it stands now stays as it was; so do all, where the file cannot.
        """
        async with self._taking_turns():
            found = await self._off_the_loop(self._look)
            if found is None:
                return False
            loaded, self._stamp = found
            self.troubles = loaded.troubles
            self._take(loaded)
            return True

    async def remove(self, name: str) -> None:
        """Take the account out of the file. Raises OSError; then nothing has changed."""
        await self._edit(lambda: _unless_broken(remove_account(self._path, name)))
        self._accounts.pop(name, None)

    async def _edit(self, change: Callable[[], T]) -> T:
        """Change the file off the loop, one change at a time: each begins with what the last one wrote."""

        def change_and_look() -> tuple[T, Stamp | None]:
            edited_meanwhile = _stamp_of(self._path) != self._stamp
            changed = change()
            # Where it was edited there is more in it to be read.
            return changed, self._stamp if edited_meanwhile else _stamp_of(self._path)

        async with self._taking_turns():
            changed, self._stamp = await self._off_the_loop(change_and_look)
        return changed

    def _write(self, account: Account, name: str) -> Account:
        merged = self._with_edits(account, name)
        _unless_broken(save_account(self._path, merged, formerly=name))
        return merged

    def _with_edits(self, account: Account, name: str) -> Account:
        """Return the account with what was edited in the file meanwhile. Raises SettingsClashError."""
        loaded, known = load(self._path), self._accounts.get(name)
        flaws = tuple(
            each.flaw.field for each in loaded.troubles if isinstance(each, BadAccount) and each.name == name
        )
        if known is not None and flaws:
            raise SettingsClashError(flaws)
        in_file = next((each for each in loaded.accounts if each.name == name), None)
        if in_file in (None, account):
            return account
        merged = merge(known, in_file, account) if known is not None else ("name",)
        if not isinstance(merged, Account):
            raise SettingsClashError(merged, in_file)
        return merged

    def _look(self) -> tuple[Loaded, Stamp | None] | None:
        stamp = _stamp_of(self._path)
        return (load(self._path), stamp) if stamp != self._stamp else None

    def _take(self, loaded: Loaded) -> None:
        if loaded.troubles and not loaded.accounts:
            return
        bad = {each.name for each in loaded.troubles if isinstance(each, BadAccount)}
        left = {name: account for name, account in self._accounts.items() if name in bad}
        self._accounts = left | {account.name: account for account in loaded.accounts}

    def _taking_turns(self) -> "Lock":
        from asyncio import Lock  # at first use: this book is read before the window is painted

        self._turn = self._turn or Lock()
        return self._turn

    async def _off_the_loop(self, job: Callable[[], T]) -> T:
        from asyncio import to_thread

        return await to_thread(job)

    def _put(self, account: Account, in_place_of: str) -> None:
        if in_place_of not in self._accounts:
            self._accounts[account.name] = account
            return
        self._accounts = {
            (account.name if name == in_place_of else name): (account if name == in_place_of else each)
            for name, each in self._accounts.items()
        }


def _stamp_of(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _unless_broken(broken: BrokenFile | None) -> None:
    if broken is not None:
        raise BrokenSettingsError(broken)
