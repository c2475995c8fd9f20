import asyncio
import gc

from tegata.delivery.hearing import Hearing
from tegata.delivery.notices import Change, ParcelChanged, Progress, Stage, WindowChanged


def progress(sent: int, parcel_id: int = 1, stage: Stage = Stage.SENDING) -> Progress:
    return Progress(parcel_id, frozenset({stage}), sent, 100)


async def test_everyone_hears_everything_from_the_call_on() -> None:
    hearing = Hearing()
    hearing.tell(ParcelChanged(1))
    ears = [hearing.changes(), hearing.changes()]
    told: list[Change] = [ParcelChanged(2), WindowChanged("anna"), ParcelChanged(2)]
    for change in told:
        hearing.tell(change)
    assert [[await anext(ear) for _each in told] for ear in ears] == [told, told]


async def test_a_slow_listener_gets_the_newest_progress_only() -> None:
    hearing = Hearing()
    ear = hearing.changes()
    for change in (progress(1), progress(2), progress(3), ParcelChanged(1), progress(4)):
        hearing.tell(change)
    assert [await anext(ear) for _each in range(3)] == [progress(3), ParcelChanged(1), progress(4)]


async def test_progress_of_another_letter_or_another_stage_is_kept() -> None:
    hearing = Hearing()
    ear = hearing.changes()
    told = [progress(0, stage=Stage.CONNECTING), progress(1), progress(1, parcel_id=2)]
    for change in told:
        hearing.tell(change)
    assert [await anext(ear) for _each in told] == told


async def test_a_listener_waits_for_what_comes() -> None:
    hearing = Hearing()
    ear = hearing.changes()

    async def tell() -> None:
        hearing.tell(ParcelChanged(7))

    heard, _nothing = await asyncio.gather(anext(ear), tell())
    assert heard == ParcelChanged(7)


async def test_a_listener_that_has_gone_is_forgotten() -> None:
    hearing = Hearing()
    stays, unused, closed = hearing.changes(), hearing.changes(), hearing.changes()
    hearing.tell(ParcelChanged(1))
    await anext(closed)
    await closed.aclose()  # type: ignore[attr-defined]
    del unused, closed
    gc.collect()
    assert len(hearing._listeners) == 1
    assert await anext(stays) == ParcelChanged(1)
