"""The main job on a practice provider: refused on another network, logged in by POP, accepted, delivered.

The provider, the profile and what is kept in it are there for this alone, and gone afterwards.
"""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from tegata.accounts.account import Account, PopBeforeSend
from tegata.clock import system_clock
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import Queued, Role
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.passwords import Passwords
from tegata.mail.draft import Draft
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider, start_provider
from tegata.profile import Profile
from tegata.relay.diagnosis import Diagnosis
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.store import Store
from tegata.store.trouble import Trouble
from tegata.words.gettext import _


@dataclass(frozen=True, slots=True)
class Refusal:
    """The letter that was refused, and what that means."""

    parcel: Parcel
    diagnosis: Diagnosis


@dataclass(frozen=True, slots=True)
class MainJob:
    """One letter's way, a step at a time; `office` has one account, at `provider`."""

    provider: PracticeProvider
    office: PostOffice

    @property
    def account(self) -> Account:
        """The account, as it is set now."""
        return self.office.accounts()[0]

    async def send_without_login(self) -> Refusal | None:
        """Send a letter with POP before send off; None where it was not refused, as it has to be."""
        draft = Draft(
            account=self.account.name,
            to=("Bob <bob@elsewhere.example>",),
            subject=_("Greetings from the road"),
            body=_("Dear Bob,\n\nthis letter showed its pass at the gate.\n\nAnna\n"),
        )
        queued = await self.office.send(draft)
        parcel = await self.office.deliver_now(queued.parcel_id) if isinstance(queued, Queued) else None
        diagnosis = self.office.diagnose(parcel) if parcel is not None else None
        return Refusal(parcel, diagnosis) if parcel is not None and diagnosis is not None else None

    async def send_with_login(self, parcel: Parcel) -> bool:
        """Send the same letter with POP before send on; whether it was accepted."""
        await self.office.save_account(
            replace(self.account, pop_before_send=PopBeforeSend(enabled=True, window=self.provider.window))
        )
        await self.office.try_now(parcel.id)
        accepted = await self.office.deliver_now(parcel.id)
        return accepted is not None and accepted.state is ParcelState.SENT


@asynccontextmanager
async def main_job() -> AsyncIterator[MainJob]:
    """Start the provider, and an office whose account is on its line C. Raises OSError."""
    provider = await start_provider()
    try:
        with tempfile.TemporaryDirectory(prefix="tegata-") as directory:
            async with _office(Path(directory), provider) as office:
                yield MainJob(provider, office)
    finally:
        await provider.stop()


@asynccontextmanager
async def _office(directory: Path, provider: PracticeProvider) -> AsyncIterator[PostOffice]:
    profile = Profile(directory)
    profile.prepare()
    store = await Store.open(profile.store)
    if isinstance(store, Trouble):
        raise OSError(store.detail)
    passwords = Passwords(KeyRing(str(directory)))
    try:
        tools = Tools(clock=system_clock(), passwords=passwords)
        office = PostOffice(store, AccountBook.read(profile.accounts_file), passwords, tools)
        account = replace(
            practice_account(provider), pop_before_send=PopBeforeSend(window=timedelta(minutes=10))
        )
        await office.save_account(account)
        await office.password_given(account.name, Role.POP, provider.password, keep=False)
        yield office
    finally:
        await store.close()
