"""From a hint to a look: of the kernel's, of the desktop's, and none in vain."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import cast

import pytest

from tegata.assembly import lookout
from tegata.assembly.lookout import Lookout
from tegata.delivery.travels import Travels
from tegata.gui.system_news import SystemNews
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tegata.tasks import spawn


class FakeTravels:
    """Writes down what is asked of it. `acts` is what a look answers; `broken` makes it fail."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.acts = False
        self.broken = False

    async def look(self) -> bool:
        self.done.append("look")
        if self.broken:
            raise StoreError(Trouble(StoreTrouble.DISK_FULL))
        return self.acts

    async def set_out_again(self) -> None:
        self.done.append("set out again")


class FakeMoves:
    def __init__(self) -> None:
        self.heard: Callable[[], None] = lambda: None
        self.closed = False

    def listen(self, heard: Callable[[], None]) -> "FakeMoves":
        self.heard = heard
        return self

    def close(self) -> None:
        self.closed = True


class Scene:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.travels = FakeTravels()
        self.news = SystemNews()
        self.moves = FakeMoves()
        monkeypatch.setattr(lookout, "listen", self.moves.listen)
        monkeypatch.setattr(self.news, "listen", lambda: None)
        self.task = spawn(Lookout(cast("Travels", self.travels), self.news).run(), "lookout")

    async def done(self) -> list[str]:
        """Return what has been done since last asked."""
        for _ in range(10):
            await asyncio.sleep(0)
        done, self.travels.done = self.travels.done, []
        return done


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    scene = Scene(monkeypatch)
    assert await scene.done() == ["look"]
    yield scene
    scene.task.cancel()
    await asyncio.gather(scene.task, return_exceptions=True)


async def test_nothing_stirs_without_a_hint(scene: Scene) -> None:
    assert await scene.done() == []


async def test_the_kernel_and_the_desktop_are_both_heard(scene: Scene) -> None:
    scene.moves.heard()
    assert await scene.done() == ["look"]
    scene.news.changed.emit()
    assert await scene.done() == ["look"]


async def test_hints_that_come_together_are_one_look(scene: Scene) -> None:
    scene.moves.heard()
    scene.news.changed.emit()
    assert await scene.done() == ["look"]


@pytest.mark.parametrize(("acts", "more"), [(False, ["set out again"]), (True, [])])
async def test_online_again_letters_set_out_once(scene: Scene, acts: bool, more: list[str]) -> None:
    """A look that has found the network again has sent them already."""
    scene.travels.acts = acts
    scene.news.changed.emit()
    scene.news.online.emit()
    assert await scene.done() == ["look", *more]


async def test_a_disk_that_fails_does_not_end_the_watch(scene: Scene) -> None:
    scene.travels.broken = True
    scene.moves.heard()
    assert await scene.done() == ["look"]
    scene.moves.heard()
    assert await scene.done() == ["look"]


async def test_it_ends_with_its_listening(scene: Scene) -> None:
    scene.task.cancel()
    await asyncio.gather(scene.task, return_exceptions=True)
    assert scene.moves.closed
    scene.news.changed.emit()
    scene.news.online.emit()
    assert await scene.done() == []
