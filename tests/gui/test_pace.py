"""A hundred steps of letters are shown in a few goes, the first of them at once."""

import asyncio
from collections.abc import Iterator

import pytest

from tegata.gui import calls
from tegata.gui.pace import PAUSE, Pace


class Deed:
    def __init__(self) -> None:
        self.times: list[float] = []
        self.done = asyncio.Event()

    async def do(self) -> None:
        self.times.append(asyncio.get_running_loop().time())
        self.done.set()

    async def once_more(self) -> None:
        async with asyncio.timeout(20):
            await self.done.wait()
        self.done.clear()


@pytest.fixture
def open_calls() -> Iterator[None]:
    calls.open_up()
    yield
    calls.close()


async def test_the_first_time_is_at_once_and_the_next_after_a_pause(open_calls: None) -> None:
    deed = Deed()
    pace = Pace(deed.do, "deed")
    pace.ask()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert len(deed.times) == 1
    await deed.once_more()
    pace.ask()
    await deed.once_more()
    first, second = deed.times
    assert second - first >= PAUSE


async def test_asked_a_hundred_times_it_is_done_once_more(open_calls: None) -> None:
    deed = Deed()
    pace = Pace(deed.do, "deed")
    for _ in range(100):
        pace.ask()
    await deed.once_more()
    for _ in range(100):
        pace.ask()
    await deed.once_more()
    await asyncio.sleep(2 * PAUSE)
    assert len(deed.times) == 2
