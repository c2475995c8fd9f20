"""An account saved, renamed or removed: its letters, passwords, window and lessons follow."""

from tegata.accounts.account import Account
from tegata.accounts.accounts_file import SettingsTrouble
from tegata.delivery.account_book import SettingsClashError
from tegata.delivery.crew import Crew
from tegata.delivery.notices import AccountsChanged, Role, WindowChanged
from tegata.delivery.office import Office
from tegata.keys.passwords import Passwords
from tegata.store.parcel import HoldReason, ParcelState, Standing
from tegata.store.store import Store


class AccountChanges:
    """Changes the settings file first: when that fails, nothing else has changed either."""

    def __init__(self, store: Store, passwords: Passwords, office: Office, crew: Crew) -> None:
        self._store = store
        self._passwords = passwords
        self._office = office
        self._crew = crew

    async def save(self, account: Account, *, formerly: str | None = None) -> None:
        """Add the account, or replace the one called `formerly`. Raises OSError."""
        office = self._office
        before = office.accounts.get(formerly or account.name)
        try:
            await office.accounts.save(account, formerly=formerly)
        except SettingsClashError as clash:
            if clash.in_file is not None:
                await self._use(clash.in_file, before)
                office.hearing.tell(AccountsChanged())
            raise
        if formerly is not None and formerly != account.name:
            await self._rename(formerly, account.name)
        await self._use(office.accounts.get(account.name) or account, before)
        office.hearing.tell(AccountsChanged())
        office.hearing.tell(WindowChanged(account.name))

    async def take_in_edits(self) -> tuple[SettingsTrouble, ...]:
        """Use what was edited in the settings file by hand; return what is wrong with it, if that is news.

        The passwords and lessons of an account that is gone stay: it may have been given another name.
        Raises StoreError.
        """
        office = self._office
        before = {account.name: account for account in office.accounts.all()}
        if not await office.accounts.read_again():
            return ()
        changed = [each for each in office.accounts.all() if each != before.get(each.name)]
        for account in changed:
            await self._use(account, before.get(account.name))
        office.hearing.tell(AccountsChanged())
        for account in changed:
            office.hearing.tell(WindowChanged(account.name))
        return office.accounts.troubles

    async def remove(self, name: str) -> None:
        """Remove the account and its passwords; its letters stay, held. Raises OSError."""
        await self._office.accounts.remove(name)
        for role in Role:
            await self._passwords.forget(name, role)
        await self._forget(name)
        waiting = {ParcelState.WAITING, ParcelState.HELD}
        for parcel in await self._office.outbox.parcels(account=name, states=waiting):
            if parcel.hold is None:
                await self._crew.move(parcel.id, Standing(ParcelState.HELD, hold=HoldReason.SETTINGS))
        self._office.hearing.tell(AccountsChanged())

    async def _use(self, account: Account, before: Account | None) -> None:
        if before is not None and before.servers != account.servers:
            await self._forget(account.name)
        await self._office.windows.load((account,))
        await self._office.lessons.load((account,))
        self._crew.courier(account.name).password_given()
        await self._crew.respites.let_follow()
        self._crew.wake(account.name)

    async def _rename(self, formerly: str, name: str) -> None:
        await self._store.rename_account(formerly, name)
        for role in Role:
            await self._passwords.rename(formerly, role, name)
        await self._forget(formerly)  # in memory: on disk it has gone along already

    async def _forget(self, account: str) -> None:
        await self._office.windows.forget(account)
        await self._office.lessons.forget(account)
