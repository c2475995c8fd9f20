"""What was left open comes back, each letter once."""

import pytest
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import LeftOpen
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.desk_reopening import reopen
from tegata.mail.draft import Draft, Place
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import NOON, FakeVerbs

pytestmark = pytest.mark.usefixtures("running")


class Table:
    """The compose windows there are."""

    def __init__(self, qtbot: QtBot, verbs: FakeVerbs) -> None:
        self.windows: list[ComposeWindow] = []
        self._qtbot = qtbot
        self._verbs = verbs

    def open(self, draft: Draft | None = None, draft_id: int | None = None) -> ComposeWindow:
        window = self.make(draft, draft_id)
        window.show()
        return window

    def make(self, draft: Draft | None = None, draft_id: int | None = None) -> ComposeWindow:
        window = ComposeWindow.furnished(self._verbs, FakeDesk(), draft, draft_id)
        self._qtbot.addWidget(window)
        self.windows.append(window)
        return window

    def reopen(self, *numbers: int) -> tuple[ComposeWindow, ...]:
        left = [LeftOpen(each, NOON, Draft("anna", subject=str(each)), Place()) for each in numbers]
        return reopen(left, self.windows, self.make)

    def shown(self) -> list[str]:
        return [each.sheet.draft().subject for each in self.windows]


@pytest.fixture
def table(qtbot: QtBot, verbs: FakeVerbs) -> Table:
    return Table(qtbot, verbs)


async def test_the_blank_sheet_takes_the_latest_and_the_others_do_not_take_the_focus(
    table: Table, qtbot: QtBot
) -> None:
    window = table.open()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert table.reopen(3, 2, 1) == tuple(table.windows)
    assert table.shown() == ["3", "2", "1"]
    assert [each.draft_id for each in table.windows] == [3, 2, 1]
    assert all(each.isVisible() for each in table.windows)
    assert [each.isActiveWindow() for each in table.windows] == [True, False, False]


async def test_a_letter_that_is_being_written_stays(table: Table) -> None:
    table.open().sheet.body.insertPlainText("Quickly")
    table.open(Draft("anna", subject="Clicked"))
    table.open().hide()
    table.reopen(1)
    assert table.shown() == ["", "Clicked", "", "1"]


async def test_one_that_was_opened_from_the_list_meanwhile_is_left_alone_and_still_open(
    table: Table, verbs: FakeVerbs
) -> None:
    window = table.open(Draft("anna", subject="Mine"), 1)
    await window.keep()
    verbs.the_places.clear()
    assert table.reopen(1) == ()
    assert table.shown() == ["Mine"]
    await window.keep()
    assert list(verbs.the_places) == [1]


async def test_with_nothing_left_open_nothing_opens(table: Table) -> None:
    assert table.reopen() == ()
    assert table.windows == []
