"""The window's tests run offscreen, on our own loop, in English, in UTC and in the light set of colours."""

import sys
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import calls, fonts, motion, theme
from tegata.gui.compose_window import ComposeWindow
from tegata.words.gettext import use_language
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import FakeVerbs
from tests.qt_loop import pytest_asyncio_loop_factories

__all__ = ("pytest_asyncio_loop_factories",)


@pytest.fixture(scope="session", autouse=True)
def utc() -> Iterator[None]:
    """Let the windows show the hours that the tests write down, wherever they run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        _look_at_the_zone()
        yield
    _look_at_the_zone()


def _look_at_the_zone() -> None:
    if sys.platform != "win32":
        time.tzset()


@pytest.fixture(scope="session")
def wardrobe(qapp: QApplication) -> theme.Theme:
    """One theme for all tests: dressing every widget there is anew takes longer than most tests."""
    qapp.setQuitOnLastWindowClosed(False)  # as run_gui does: the desk says when it is over
    fonts.prepare(qapp, "en")
    return theme.Theme(qapp, theme.Choice.LIGHT)


@pytest.fixture(autouse=True)
def look(qapp: QApplication, wardrobe: theme.Theme) -> Iterator[theme.Theme]:
    """Dress the application as the program does, without motion."""
    use_language("en")
    motion.keep_still(True)
    face = qapp.font()
    yield wardrobe
    motion.keep_still(False)
    wardrobe.choose(theme.Choice.LIGHT)
    if qapp.font() != face or fonts.line_height(fonts.Type.LETTER) != 23:
        fonts.prepare(qapp, "en")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Let go of what was begun while no loop ran, so that no other test's loop runs it."""
    yield
    calls.close()


@pytest.fixture
def verbs() -> FakeVerbs:
    """A post office that does nothing but remember."""
    return FakeVerbs()


@pytest.fixture
def desk() -> FakeDesk:
    """A desk that does nothing but remember."""
    return FakeDesk()


@pytest.fixture
def window(qtbot: QtBot, verbs: FakeVerbs, desk: FakeDesk) -> ComposeWindow:
    """A letter's window, in front; tests of other windows have one of their own by this name."""
    made = ComposeWindow.furnished(verbs, desk)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
async def running() -> AsyncIterator[None]:
    """Let presses start their coroutines, as the running program does."""
    calls.open_up()
    yield
    calls.close()


class _WindowEar(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def windows_shown(qapp: QApplication) -> Iterator[list[str]]:
    """Name every window that is shown: a part shown before it has its parent is one, for a moment."""
    ear = _WindowEar()
    qapp.installEventFilter(ear)
    yield ear.shown
    qapp.removeEventFilter(ear)
