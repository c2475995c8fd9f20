"""What is settled goes wholly after a while; what is not stays however long it takes."""

from datetime import timedelta

import pytest

from tegata.store.forgetting import KEPT_FOR
from tegata.store.parcel import ParcelState
from tegata.store.store import Store
from tests.store.samples import NOW, put_at

LATE = NOW + KEPT_FOR + timedelta(days=1)


async def test_a_sent_letter_goes_with_its_file_after_the_time_it_is_kept_for(store: Store) -> None:
    sent, waiting = [await put_at(store.outbox, state) for state in (ParcelState.SENT, ParcelState.WAITING)]
    week = timedelta(days=7)
    await store.outbox.recover(NOW + week - timedelta(hours=1), sent_for=week)
    assert store.outbox.spool_path(sent).exists()
    await store.outbox.recover(NOW + timedelta(days=36500), sent_for=week)
    assert await store.outbox.parcel(sent.id) is None
    assert not store.outbox.spool_path(sent).exists()
    assert store.outbox.spool_path(waiting).exists()


async def test_a_sent_letter_may_be_kept_for_ever(store: Store) -> None:
    sent = await put_at(store.outbox, ParcelState.SENT)
    await store.outbox.recover(LATE + timedelta(days=36500), sent_for=None)
    assert await store.outbox.parcel(sent.id) == sent
    assert store.outbox.spool_path(sent).exists()


@pytest.mark.parametrize("state", [ParcelState.HELD, ParcelState.FAILED, ParcelState.UNCERTAIN])
async def test_what_is_not_settled_is_never_deleted(store: Store, state: ParcelState) -> None:
    parcel = await put_at(store.outbox, state)
    await store.outbox.recover(LATE + timedelta(days=36500), sent_for=timedelta(days=1))
    assert await store.outbox.parcel(parcel.id) == parcel


async def test_a_letter_taken_back_goes_wholly(store: Store) -> None:
    taken_back = await put_at(store.outbox, ParcelState.WITHDRAWN)
    await store.outbox.recover(NOW)
    assert await store.outbox.parcel(taken_back.id) is not None
    await store.outbox.recover(LATE)
    assert await store.outbox.parcel(taken_back.id) is None


async def test_old_logins_go(store: Store) -> None:
    for day in (NOW, LATE):
        await store.ledger.note_login("home", day)
    await store.outbox.recover(LATE)
    assert [login.at for login in await store.ledger.logins("home", NOW)] == [LATE]
