"""Thirty days after it is settled, a letter takes up little room."""

from datetime import timedelta

from tegata.store.forgetting import KEPT_FOR
from tegata.store.parcel import ParcelState
from tegata.store.store import Store
from tests.store.samples import NOW, put_at

LATE = NOW + KEPT_FOR + timedelta(days=1)


async def test_a_sent_letter_keeps_its_row_and_loses_its_file(store: Store) -> None:
    sent, waiting = [await put_at(store.outbox, state) for state in (ParcelState.SENT, ParcelState.WAITING)]
    await store.outbox.recover(NOW + KEPT_FOR - timedelta(days=1))
    assert store.outbox.spool_path(sent).exists()
    await store.outbox.recover(LATE + timedelta(days=36500))
    assert not store.outbox.spool_path(sent).exists()
    assert await store.outbox.parcel(sent.id) == sent
    assert store.outbox.spool_path(waiting).exists()


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
