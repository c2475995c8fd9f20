"""Counting what has not been accepted yet."""

import asyncio

import pytest

from tegata.delivery.notices import ParcelChanged, WindowChanged
from tegata.gui.desk_count import DeskCount
from tegata.store.parcel import Parcel, ParcelState
from tests.gui.fake_verbs import FakeVerbs, a_parcel

pytestmark = pytest.mark.usefixtures("running")


class Desk:
    """Hears the counts; while it holds one back the others wait."""

    def __init__(self, verbs: FakeVerbs) -> None:
        self.counts: list[int] = []
        self.all_closed = False
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.count = DeskCount(verbs, self.counted, anew=lambda: self.all_closed)

    async def counted(self, parcels: tuple[Parcel, ...]) -> None:
        await self.goes_on.wait()
        self.counts.append(len(parcels))


@pytest.fixture
def desk(verbs: FakeVerbs) -> Desk:
    verbs.the_parcels = {1: a_parcel(1), 2: a_parcel(2, ParcelState.HELD), 3: a_parcel(3, ParcelState.SENT)}
    return Desk(verbs)


async def test_letters_that_change_are_counted_anew(verbs: FakeVerbs, desk: Desk) -> None:
    await desk.count.count()
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENT)
    desk.count.hear(WindowChanged("anna"))
    desk.count.hear(ParcelChanged(1))
    await asyncio.sleep(0.02)
    assert desk.counts == [2, 1]
    assert [parcel.id for parcel in desk.count.parcels()] == [2]


@pytest.mark.parametrize(("all_closed", "found"), [(False, 2), (True, 3)])
async def test_what_was_not_heard_of_counts_where_the_desk_may_end(
    verbs: FakeVerbs, desk: Desk, *, all_closed: bool, found: int
) -> None:
    await desk.count.count()
    verbs.the_parcels[4] = a_parcel(4)
    desk.all_closed = all_closed
    await desk.count.count()
    assert desk.counts[-1] == found


async def test_they_take_turns_so_that_none_finds_the_outbox_half_read(desk: Desk) -> None:
    desk.goes_on.clear()
    desk.count.soon()
    desk.count.soon()
    await asyncio.sleep(0.02)
    desk.goes_on.set()
    await asyncio.sleep(0.02)
    assert desk.counts == [2, 2]


async def test_stopped_it_ends_what_it_has_begun_and_begins_nothing(desk: Desk) -> None:
    desk.goes_on.clear()
    desk.count.soon()
    desk.count.soon()
    await asyncio.sleep(0.02)
    stopping = asyncio.get_running_loop().create_task(desk.count.stop())
    await asyncio.sleep(0.02)
    assert not stopping.done()
    desk.goes_on.set()
    await stopping
    assert desk.counts == [2]
    await desk.count.count()
    assert desk.counts == [2]
