"""The practice provider as the strip sees it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.assembly.rehearsal import Rehearsal
from tegata.clock import system_clock
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import Queued, Role
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.gui import calls
from tegata.keys.key_ring import KeyRing
from tegata.keys.passwords import Passwords
from tegata.mail.draft import Draft
from tegata.protocols.pop3_traces import Looked, Trace
from tegata.relay.window import WindowState
from tegata.store.parcel import ParcelState
from tegata.store.store import Store


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[PostOffice]:
    store = await Store.open(tmp_path / "store")
    assert isinstance(store, Store)
    passwords = Passwords(KeyRing(str(tmp_path)))
    book = AccountBook.read(tmp_path / "accounts.toml")
    calls.open_up()
    yield PostOffice(store, book, passwords, Tools(clock=system_clock(), passwords=passwords))
    calls.close()
    await store.close()


async def send(office: PostOffice) -> None:
    queued = await office.send(Draft("practice", to=("bob@elsewhere.example",), subject="手形"))
    assert isinstance(queued, Queued)
    await office.deliver_now(queued.parcel_id)


def test_before_it_runs_it_says_what_it_will_be() -> None:
    rehearsal = Rehearsal()
    rehearsal.set_window(timedelta(minutes=1))
    rehearsal.lose_receipts(True)
    assert (rehearsal.line, rehearsal.window, rehearsal.delivered()) == ("C", timedelta(minutes=10), ())
    assert not rehearsal.loses_receipts


async def test_it_gives_the_office_an_account_with_its_password(office: PostOffice) -> None:
    provider = await Rehearsal().start(office)
    assert [account.name for account in office.accounts()] == ["practice"]
    assert await office.has_password("practice", Role.POP)
    await provider.stop()


async def test_a_delivered_letter_is_told_and_shown(office: PostOffice) -> None:
    rehearsal = Rehearsal()
    provider = await rehearsal.start(office)
    told = asyncio.Event()
    leave = rehearsal.subscribe(told.set)
    await send(office)
    async with asyncio.timeout(10):
        await told.wait()
    (letter,) = rehearsal.delivered()
    assert (letter.subject, letter.recipients, letter.line) == ("手形", ("bob@elsewhere.example",), "C")
    leave()
    await provider.stop()


async def test_moving_voids_the_window_at_once(office: PostOffice) -> None:
    rehearsal = Rehearsal()
    provider = await rehearsal.start(office)
    await send(office)
    assert office.window("practice").state is WindowState.OPEN
    rehearsal.set_line("B")
    async with asyncio.timeout(10):
        while office.window("practice").state is not WindowState.VOID:
            await asyncio.sleep(0.01)
    assert rehearsal.line == "B"
    await provider.stop()


async def test_the_window_can_be_shortened_without_telling_anyone(office: PostOffice) -> None:
    rehearsal = Rehearsal()
    provider = await rehearsal.start(office)
    rehearsal.set_window(timedelta(minutes=1))
    assert rehearsal.window == timedelta(minutes=1)
    assert office.accounts()[0].pop_before_send.window == timedelta(minutes=10)
    await provider.stop()


async def test_choosing_the_line_one_is_on_keeps_the_window(office: PostOffice) -> None:
    rehearsal = Rehearsal()
    provider = await rehearsal.start(office)
    await send(office)
    rehearsal.set_line(rehearsal.line)
    await asyncio.sleep(0.05)
    assert office.window("practice").state is WindowState.OPEN
    await provider.stop()


async def test_a_lost_receipt_makes_a_perhaps_that_a_look_can_settle(office: PostOffice) -> None:
    rehearsal = Rehearsal()
    provider = await rehearsal.start(office)
    rehearsal.lose_receipts(True)
    queued = await office.send(Draft("practice", to=("anna@provider-a.example",), subject="手形"))
    assert isinstance(queued, Queued)
    parcel = await office.deliver_now(queued.parcel_id)
    assert parcel is not None
    assert parcel.state is ParcelState.UNCERTAIN
    found = await office.look_for(parcel.id)
    assert found == Looked(frozenset({Trace.OWN_COPY}), 4)
    await provider.stop()
