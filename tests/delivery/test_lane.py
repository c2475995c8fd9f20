"""Which letters a lane is for, and how it waits for a way that is being made."""

import asyncio

import pytest

from tegata.delivery.lane import LARGE, Lane
from tegata.tasks import spawn
from tests.delivery.test_turns import parcel
from tests.hand_clock import HandClock


@pytest.mark.parametrize(("size", "large"), [(1, False), (LARGE - 1, False), (LARGE, True)])
async def test_every_letter_has_one_lane(clock: HandClock, size: int, large: bool) -> None:
    lanes = [Lane(clock, large=False), Lane(clock, large=True)]
    assert [parcel(1, size) in lane for lane in lanes] == [not large, large]


async def test_a_due_letter_waits_for_the_way_that_is_being_made(clock: HandClock) -> None:
    lane, made = Lane(clock, large=False), asyncio.Event()
    await lane.until_warm()  # nobody makes one
    lane.warming = spawn(_until(made), "way")
    waiting = spawn(lane.until_warm(), "letter")
    await asyncio.sleep(0)
    assert lane.waits_for_warming
    made.set()
    await waiting
    assert not lane.waits_for_warming


async def test_a_way_that_is_given_up_holds_nobody_up(clock: HandClock) -> None:
    lane = Lane(clock, large=False)
    lane.stop_warming()
    lane.warming = spawn(_until(asyncio.Event()), "way")
    waiting = spawn(lane.until_warm(), "letter")
    await asyncio.sleep(0)
    lane.stop_warming()
    async with asyncio.timeout(5):
        await waiting


async def _until(event: asyncio.Event) -> None:
    await event.wait()
