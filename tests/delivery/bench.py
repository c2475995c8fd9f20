"""A post office on a profile of its own, and what tests do with it again and again."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from tegata.accounts.account import Account, Login, PopBeforeSend, Security, Server
from tegata.delivery import pop_login
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import Queued, Role
from tegata.delivery.pop_login import PopLogin
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.passwords import Passwords
from tegata.mail.draft import Draft
from tegata.profile import Profile
from tegata.protocols.smtp_submit import Partial
from tegata.secret import Secret
from tegata.store.departure import SendAt
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.store import Store
from tests.hand_clock import HandClock

BOB = "bob@elsewhere.example"
OLA = "ola@elsewhere.example"
SESAME = Secret("open sesame")
ELSEWHERE = "127.0.0.12"


def account_at(smtp_port: int, pop_port: int | None = None, **changes: Any) -> Account:
    """Return Anna's account at servers on this machine; with a POP server, POP before send is on."""
    here = "127.0.0.1"
    pop = Server(here, pop_port or 0, Security.NONE, "anna", allow_cleartext_password=True)
    account = Account(
        name="anna",
        address="anna@a.example",
        display_name="Anna",
        submission=Server(here, smtp_port, Security.NONE, "anna", allow_cleartext_password=True),
        pop=pop if pop_port else None,
        pop_before_send=PopBeforeSend(enabled=pop_port is not None),
    )
    return replace(account, **changes)


def with_auth(account: Account) -> Account:
    """Return the account with SMTP AUTH switched on."""
    return replace(account, submission=replace(account.submission, login=Login.PASSWORD))


async def no_pause(_seconds: float) -> None:
    """Let others work, and go on."""
    await asyncio.sleep(0)


_AT_ONCE: dict[str, Any] = {"chance": lambda: 0.5, "pause": no_pause}


@dataclass
class Bench:
    """Everything of one profile. `open` may be called again after `close`, as after a new start."""

    directory: Path
    clock: HandClock
    tools: dict[str, Any] = field(default_factory=dict)
    partial: Partial = Partial.ALL_OR_NONE
    key_ring: KeyRing = field(default_factory=lambda: KeyRing(find=lambda: KeyTrouble.NO_KEYRING))
    office: PostOffice = field(init=False)
    store: Store = field(init=False)
    accounts: AccountBook = field(init=False)

    async def open(self, *accounts: Account, password: Secret | None = SESAME) -> PostOffice:
        """Open the profile, save these accounts, and have their password at hand."""
        profile = Profile(self.directory)
        assert profile.prepare() is None
        store = await Store.open(profile.store)
        assert isinstance(store, Store)
        self.store = store
        self.accounts = AccountBook.read(profile.accounts_file)
        passwords = Passwords(self.key_ring)
        tools = Tools(clock=self.clock, passwords=passwords, **(_AT_ONCE | self.tools))
        self.office = PostOffice(store, self.accounts, passwords, tools)
        await self.office.open()
        for account in accounts:
            await self.office.save_account(account)
        for account in self.accounts.all() if password else ():
            for role in Role:
                await self.office.password_given(account.name, role, password or SESAME, keep=False)
        return self.office

    async def close(self) -> None:
        await self.office.stop()
        await self.store.close()

    async def queue(
        self,
        *to: str,
        account: str = "anna",
        body: str = "Dear Bob.\n",
        leaves: timedelta | SendAt = timedelta(0),
    ) -> int:
        """Put a letter on disk; return its parcel's id."""
        draft = Draft(account, to=to or (BOB,), subject="Greetings", body=body)
        queued = await self.office.send(draft, leaves=leaves)
        assert isinstance(queued, Queued)
        return queued.parcel_id

    async def deliver(self, *to: str, account: str = "anna") -> Parcel:
        """Put a letter on disk and have it tried once."""
        return await self.try_once(await self.queue(*to, account=account))

    async def try_once(self, parcel_id: int) -> Parcel:
        parcel = await self.office.deliver_now(parcel_id, self.partial)
        assert parcel is not None
        return parcel

    async def parcel(self, parcel_id: int) -> Parcel:
        parcel = await self.office.parcel(parcel_id)
        assert parcel is not None
        return parcel

    async def until(self, parcel_id: int, *states: ParcelState) -> Parcel:
        """Wait until the parcel stands in one of these states."""
        changes = self.office.changes()
        async with asyncio.timeout(20):
            while (parcel := await self.parcel(parcel_id)).state not in states:
                await anext(changes)
        return parcel

    async def steps(self, parcel_id: int) -> list[tuple[str, ...]]:
        return [attempt.steps for attempt in await self.office.attempts(parcel_id)]


async def log_in_from_elsewhere(*whose: Any, **how: Any) -> PopLogin:
    """Log in, and say that it was from `ELSEWHERE`; in place of `pop_login.log_in`."""
    login = await pop_login.log_in(*whose, **how)
    assert isinstance(login, PopLogin)
    return replace(login, pin=replace(login.pin, local_address=ELSEWHERE))


def outcome_types(parcel: Parcel) -> dict[str, str]:
    """Return how it ended for each recipient, by the outcome's name."""
    return {each.address: type(each.outcome).__name__ for each in parcel.recipients}


def states(parcels: Iterable[Parcel]) -> list[str]:
    return [parcel.state.value for parcel in parcels]
