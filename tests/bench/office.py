"""A post office of Tegata's own on a throw-away profile: what the benchmark's scripts send through."""

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
from tegata.mail.draft import Attachment, Draft
from tegata.profile import Profile
from tegata.protocols.smtp_submit import Partial
from tegata.secret import Secret
from tegata.store.parcel import ParcelState
from tegata.store.store import Store
from tests.bench.errand import PASSWORD, USER, Errand
from tests.real.traveller import Entrance

NAME = "anna"


@asynccontextmanager
async def open_office(errand: Errand, profile: Profile) -> AsyncIterator[PostOffice]:
    """Open the profile with one account, the errand's; its passwords are in memory only."""
    profile.prepare()
    store = await Store.open(profile.store)
    assert isinstance(store, Store), store
    try:
        accounts = AccountBook.read(profile.accounts_file)
        await accounts.save(account_of(errand))
        passwords = Passwords(KeyRing("bench"))
        for role in Role:
            await passwords.give(NAME, role, Secret(PASSWORD), keep=False)
        tools = Tools(clock=system_clock(), passwords=passwords)
        office = PostOffice(store, accounts, passwords, tools)
        await office.open()
        await office.recover()
        yield office
        await office.stop()
    finally:
        await store.close()


async def queue(office: PostOffice, errand: Errand, *attachments: Attachment) -> int:
    """Put a letter into the outbox and return its number."""
    body = "It was seen over Tsukigata.\n" * 8
    draft = Draft(NAME, to=tuple(errand.recipients), subject="The moon", body=body, attachments=attachments)
    queued = await office.send(draft)
    assert isinstance(queued, Queued), queued
    return queued.parcel_id


async def deliver(office: PostOffice, parcel_id: int) -> None:
    """Return when the letter is sent. Raises RuntimeError for one that is not."""
    parcel = await office.deliver_now(parcel_id, Partial.SEND_TO_OTHERS)
    if parcel is None or parcel.state is not ParcelState.SENT:
        raise RuntimeError(f"not sent: {parcel}")


def account_of(errand: Errand) -> Account:
    """Return the account whose letters go where the errand says."""
    login = Login.PASSWORD if errand.auth else Login.NONE
    return Account(
        name=NAME,
        address=errand.sender,
        display_name="Anna",
        submission=_server(errand.smtp, errand.ca_file, login),
        pop=_server(errand.pop, errand.ca_file) if errand.pop else None,
        pop_before_send=PopBeforeSend(enabled=errand.pop is not None),
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
