"""Passwords as they come: typed by the user, or found in a keyring that the user opens."""

from collections.abc import Set

from tegata.delivery.crew import Crew
from tegata.delivery.notices import AccountsChanged, Role
from tegata.delivery.office import Office
from tegata.delivery.verdict import PASSWORD_HOLDS
from tegata.keys.passwords import Passwords
from tegata.secret import Secret
from tegata.store.parcel import HoldReason, ParcelState


class KeyDesk:
    """The verbs of `delivery.verbs.Verbs` on passwords. What waits for one is tried when it comes."""

    def __init__(self, passwords: Passwords, office: Office, crew: Crew) -> None:
        self._passwords = passwords
        self._office = office
        self._crew = crew

    async def given(self, account: str, which: Role, password: Secret, *, keep: bool) -> bool:
        """See `Verbs.password_given`. Raises StoreError."""
        kept = await self._passwords.give(account, which, password, keep=keep)
        self._crew.courier(account).password_given()
        self._office.hearing.tell(AccountsChanged())
        await self._release(PASSWORD_HOLDS, account)
        return kept

    async def has(self, account: str, which: Role) -> bool:
        """See `Verbs.has_password`."""
        return isinstance(await self._passwords.get(account, which), Secret)

    async def is_locked(self) -> bool:
        """See `Verbs.key_store_is_locked`."""
        return await self._passwords.are_locked_in()

    async def open(self) -> bool:
        """See `Verbs.open_key_store`. A password that was refused is not tried again. Raises StoreError."""
        if await self._passwords.unlock() is not None:
            return False
        self._office.hearing.tell(AccountsChanged())
        await self._release({HoldReason.PASSWORD_NEEDED})
        return True

    async def _release(self, holds: Set[HoldReason], account: str | None = None) -> None:
        """Make due what is held for one of these reasons, of one account or of all."""
        for parcel in await self._office.outbox.parcels(account=account, states={ParcelState.HELD}):
            if parcel.hold in holds:
                await self._crew.make_due(parcel.id)
