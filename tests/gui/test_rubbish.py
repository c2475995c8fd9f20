"""Rubbish is looked for in the main thread alone, when its loop rests."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from tegata.gui.application import Application
from tegata.gui.rubbish import cleared_here
from tegata.tasks import in_thread

MANY = 20_000


class Circle:
    """Holds itself: only a look for rubbish ends it."""

    def __init__(self) -> None:
        self.me = self


def litter(count: int = MANY) -> "weakref.ref[Circle]":
    """Leave so many circles behind; return what tells when the last one has ended."""
    circles = [Circle() for _n in range(count)]
    return weakref.ref(circles[-1])


@pytest.fixture
def looks() -> Iterator[list[bool]]:
    """Say of each look for rubbish whether it was in the main thread."""
    seen: list[bool] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(threading.current_thread() is threading.main_thread())

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


async def gone(left: "weakref.ref[Circle]") -> None:
    async with asyncio.timeout(20):
        while left() is not None:
            await asyncio.sleep(0.001)


async def test_what_a_thread_leaves_behind_is_found_in_the_main_thread(looks: list[bool]) -> None:
    await gone(await in_thread(litter, "litter"))
    assert looks != []
    assert all(looks)


async def test_what_the_main_thread_leaves_behind_is_found_when_its_loop_rests(looks: list[bool]) -> None:
    left = litter()
    assert looks == []
    await gone(left)
    assert looks != []


async def test_for_a_little_rubbish_nobody_looks(looks: list[bool]) -> None:
    gc.collect()
    looks.clear()
    left = litter(10)
    for _n in range(3):
        await asyncio.sleep(0.001)
    assert looks == []
    assert left() is not None


@pytest.mark.parametrize("by_itself", [True, False])
def test_afterwards_python_does_as_before(qapp: Application, looks: list[bool], by_itself: bool) -> None:
    assert qapp is not None
    gc.enable() if by_itself else gc.disable()
    try:
        with cleared_here():
            assert not gc.isenabled()
            looks.clear()
            left = litter()
        assert gc.isenabled() is by_itself
        assert (left() is None) is by_itself
    finally:
        gc.enable()
