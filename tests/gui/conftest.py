"""The window's tests run offscreen, on our own loop, in English and in the light set of colours."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping

import pytest
from PySide6.QtWidgets import QApplication

from tegata.gui import calls, fonts, motion, theme
from tegata.words.gettext import use_language
from tests.gui.fake_verbs import FakeVerbs

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run coroutines on Qt's loop."""
    return {"qt": _loop}


def _loop() -> asyncio.AbstractEventLoop:
    from tegata.gui.loop import GuiLoop

    loop: asyncio.AbstractEventLoop = GuiLoop(QApplication.instance() or QApplication([]))
    return loop


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[theme.Theme]:
    """Dress the application as the program does, without motion."""
    qapp.setQuitOnLastWindowClosed(False)  # as run_gui does: the desk says when it is over
    use_language("en")
    fonts.prepare(qapp, "en")
    motion.keep_still(True)
    dressed = theme.Theme(qapp, theme.Choice.LIGHT)
    yield dressed
    motion.keep_still(False)
    dressed.deleteLater()


@pytest.fixture
def verbs() -> FakeVerbs:
    """A post office that does nothing but remember."""
    return FakeVerbs()


@pytest.fixture
async def running() -> AsyncIterator[None]:
    """Let presses start their coroutines, as the running program does."""
    calls.open_up()
    yield
    calls.close()
