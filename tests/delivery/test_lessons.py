"""What servers have shown, over letters and new starts."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tegata.delivery.lessons import Lessons
from tegata.relay.learned import Learned
from tegata.store.ledger import Ledger
from tegata.store.store import Store
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tests.delivery.bench import account_at

ANNA = account_at(25, 110)
CAPABILITIES = ("SASL PLAIN", "PIPELINING")


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    store = await Store.open(tmp_path)
    assert isinstance(store, Store)
    yield store.ledger
    await store.close()


@pytest.fixture
def lessons(ledger: Ledger) -> Lessons:
    return Lessons(ledger)


async def test_at_first_nothing_is_known(lessons: Lessons) -> None:
    assert lessons.of("anna") == Learned()
    await lessons.load([ANNA])
    assert lessons.of("anna") == Learned()


async def test_one_lesson_leaves_the_others_as_they_are(lessons: Lessons) -> None:
    await lessons.learn("anna", pop_capabilities=CAPABILITIES)
    await lessons.learn("anna", chunking_fails=True, riding_fails=True)
    await lessons.learn("anna", riding_fails=False)
    assert lessons.of("anna") == Learned(
        pop_capabilities=CAPABILITIES, chunking_fails=True, riding_fails=False
    )
    assert lessons.of("ken") == Learned()


async def test_the_next_start_knows_it(lessons: Lessons, ledger: Ledger) -> None:
    await lessons.learn("anna", login_first=True, pop_capabilities=CAPABILITIES)
    again = Lessons(ledger)
    assert again.of("anna") == Learned()
    await again.load([ANNA])
    assert again.of("anna") == Learned(login_first=True, pop_capabilities=CAPABILITIES)


async def test_what_is_known_already_is_not_written_again(lessons: Lessons, ledger: Ledger) -> None:
    await lessons.learn("anna", login_first=True)
    await ledger.forget_learned("anna")
    await lessons.learn("anna", login_first=True, chunking_fails=False)
    await lessons.learn("anna")
    assert await ledger.load_learned("anna") == Learned()
    assert lessons.of("anna") == Learned(login_first=True)


async def test_what_is_loaded_again_does_not_hide_what_was_learned(lessons: Lessons, ledger: Ledger) -> None:
    await lessons.learn("anna", login_first=True)
    await ledger.forget_learned("anna")
    await lessons.load([ANNA])
    assert lessons.of("anna") == Learned(login_first=True)


async def test_what_is_learned_while_the_disk_is_read_is_newer(lessons: Lessons, ledger: Ledger) -> None:
    await ledger.save_learned("anna", Learned(riding_fails=False))
    await asyncio.gather(lessons.load([ANNA]), lessons.learn("anna", riding_fails=True))
    assert lessons.of("anna") == Learned(riding_fails=True)


async def test_what_another_process_learns_meanwhile_can_be_read(lessons: Lessons, ledger: Ledger) -> None:
    await lessons.load([ANNA])
    await Lessons(ledger).learn("anna", riding_fails=True)
    assert lessons.of("anna") == Learned()
    await lessons.read_anew([ANNA])
    assert lessons.of("anna") == Learned(riding_fails=True)


async def test_forgotten_it_begins_anew(lessons: Lessons, ledger: Ledger) -> None:
    await lessons.learn("anna", login_first=True)
    await lessons.forget("anna")
    assert lessons.of("anna") == Learned()
    assert await ledger.load_learned("anna") == Learned()


async def test_what_cannot_be_learned_is_a_fault_of_ours(lessons: Lessons) -> None:
    with pytest.raises(TypeError):
        await lessons.learn("anna", moon="full")


async def test_a_full_disk_costs_the_memory_and_nothing_else(
    lessons: Lessons, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_anything: object) -> None:
        raise StoreError(Trouble(StoreTrouble.DISK_FULL))

    monkeypatch.setattr(Ledger, "_note", full)
    await lessons.learn("anna", login_first=True)
    assert lessons.of("anna") == Learned(login_first=True)
    await lessons.forget("anna")
    assert lessons.of("anna") == Learned()
