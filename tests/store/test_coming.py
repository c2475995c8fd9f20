"""What a courier has to look after, and nothing beyond that."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tegata.store.coming import Coming, Waiting
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.outbox import Outbox
from tegata.store.parcel import HoldReason, Parcel, ParcelState, Standing
from tegata.store.store import Store
from tests.store.samples import NOW, put
from tests.store.test_parcel_reading import SAMPLES, write

S = ParcelState
ANY = range(10**9)
UNDO = UndoUntil("this process", timedelta(hours=5), timedelta(seconds=7))
AT = SendAt(datetime.fromisoformat("2026-11-25 08:00"), "Asia/Tokyo")


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return store.outbox


def of(parcel: Parcel) -> Waiting:
    return Waiting(parcel.id, parcel.account, parcel.size, parcel.due, parcel.changed_at, parcel.tries)


async def put_due(outbox: Outbox, *minutes: int | None) -> list[Waiting]:
    """Put letters that are due so many minutes from now; None: at once, whatever the time."""
    standings = [Standing(S.WAITING, due=None if n is None else NOW + timedelta(minutes=n)) for n in minutes]
    return [of(await put(outbox, standing)) for standing in standings]


async def test_what_is_due_by_then_and_the_next_one_after(outbox: Outbox) -> None:
    later, overdue, at_once, next_after, soon = await put_due(outbox, 90, -5, None, 60, 2)
    coming = await outbox.coming("home", ANY, NOW + timedelta(minutes=2))
    assert set(coming.waiting) == {overdue, at_once, soon, next_after}
    assert set(await outbox.waiting(NOW + timedelta(minutes=2))) == {overdue, at_once, soon}
    assert set(await outbox.waiting()) == {later, overdue, at_once, next_after, soon}


async def test_of_other_accounts_and_of_other_sizes_nothing(outbox: Outbox) -> None:
    due, after = await put_due(outbox, 0, 60)
    size = due.size
    assert await outbox.coming("office", ANY, NOW) == Coming((), ())
    assert (await outbox.coming("home", range(size), NOW)).waiting == ()
    assert (await outbox.coming("home", range(size + 1), NOW)).waiting == (due, after)
    assert (await outbox.coming("home", range(size + 1, 10**9), NOW)).waiting == ()


async def test_what_stands_elsewhere_waits_no_more(outbox: Outbox) -> None:
    (due,) = await put_due(outbox, 0)
    await outbox.move(due.id, Standing(S.SENDING), now=NOW)
    assert await outbox.coming("home", ANY, NOW) == Coming((), ())
    assert await outbox.waiting() == ()


async def test_what_leaves_by_itself_is_there_whatever_its_size(outbox: Outbox, tmp_path: Path) -> None:
    undo = await put(outbox, Standing(S.HELD, due=NOW, departure=UNDO))
    at = await put(outbox, Standing(S.HELD, due=NOW, departure=AT))
    await put(outbox, Standing(S.HELD, HoldReason.SETTINGS))
    await put(outbox, Standing(S.HELD, HoldReason.MISSED, departure=AT))
    unknown = await put(outbox, Standing(S.HELD, due=NOW, departure=AT))
    write(tmp_path / "store", unknown, {"departure": SAMPLES["departure"]})
    assert await outbox.leaving() == (undo, at)
    assert (await outbox.coming("home", range(1), NOW)).leaving == (undo, at)
    assert (await outbox.coming("office", ANY, NOW)).leaving == ()


async def test_it_is_asked_of_an_index(store: Store) -> None:
    """A thousand letters that wait for tomorrow are not read for one that is due now."""
    plan = await store._database.read(
        lambda connection: [
            row[3]
            for row in connection.execute(
                "EXPLAIN QUERY PLAN SELECT id FROM parcel"
                " WHERE state = 'waiting' AND ifnull(due, '') <= '2026'"
            )
        ]
    )
    assert "waiting_by_due" in "".join(plan)
