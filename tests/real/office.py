"""A post office of Tegata's own, for what sends many letters in one process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tegata.accounts.account import Account, Login, PopBeforeSend, Security, Server
from tegata.clock import system_clock
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import Queued, Role
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.passwords import Passwords
from tegata.mail.draft import Draft
from tegata.profile import Profile
from tegata.protocols.smtp_submit import Partial
from tegata.secret import Secret
from tegata.store.parcel import ParcelState
from tegata.store.store import Store
from tests.real.dovecot import PASSWORD, USER
from tests.real.traveller import ADDRESS, Entrance

NAME = "anna"


@asynccontextmanager
async def open_office(account: Account, profile: Profile) -> AsyncIterator[PostOffice]:
    """Open the profile with this account; its passwords are in memory only."""
    profile.prepare()
    store = await Store.open(profile.store)
    assert isinstance(store, Store), store
    try:
        accounts = AccountBook.read(profile.accounts_file)
        await accounts.save(account)
        passwords = Passwords(KeyRing("real"))
        for role in Role:
            await passwords.give(account.name, role, Secret(PASSWORD), keep=False)
        tools = Tools(clock=system_clock(), passwords=passwords)
        office = PostOffice(store, accounts, passwords, tools)
        await office.open()
        await office.recover()
        yield office
        await office.stop()
    finally:
        await store.close()


async def queue(office: PostOffice, draft: Draft) -> Queued:
    """Put a letter into the outbox."""
    queued = await office.send(draft)
    assert isinstance(queued, Queued), queued
    return queued


async def deliver(office: PostOffice, parcel_id: int) -> None:
    """Return when the letter is sent. Raises RuntimeError for one that is not."""
    parcel = await office.deliver_now(parcel_id, Partial.SEND_TO_OTHERS)
    if parcel is None or parcel.state is not ParcelState.SENT:
        raise RuntimeError(f"not sent: {parcel}")


def annas_account(
    smtp: Entrance,
    ca_file: str,
    *,
    pop: Entrance | None = None,
    auth: bool = False,
    pop_before_send: bool = True,
) -> Account:
    """Return Anna's account with these servers; without a mailbox there is no POP before send."""
    return Account(
        name=NAME,
        address=ADDRESS,
        display_name="Anna",
        submission=_server(smtp, ca_file, Login.PASSWORD if auth else Login.NONE),
        pop=_server(pop, ca_file) if pop else None,
        pop_before_send=PopBeforeSend(enabled=pop_before_send and pop is not None),
    )


def _server(entrance: Entrance, ca_file: str, login: Login = Login.NONE) -> Server:
    return Server(
        entrance.host,
        entrance.port,
        Security(entrance.security),
        user=USER,
        login=login,
        ca_file=ca_file,
        allow_cleartext_password=True,
    )
