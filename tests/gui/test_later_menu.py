"""The choice of times at the small half of Send."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.later_dialog import LaterDialog
from tegata.gui.later_menu import LaterMenu
from tegata.store.departure import SendAt
from tests.gui.waiting import asked, at_rest

pytestmark = pytest.mark.usefixtures("running")
WEDNESDAY = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)


@pytest.fixture
def menu(qtbot: QtBot) -> LaterMenu:
    window = QWidget()
    qtbot.addWidget(window)
    anchor = QPushButton(window)
    window.show()
    made = LaterMenu(window, now=lambda: WEDNESDAY)
    made.open_above(anchor)
    return made


def test_it_names_the_zone_and_offers_times_with_the_first_one_ready(menu: LaterMenu) -> None:
    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["Send later · UTC", "In an &hour\t11:31"]
    assert words[-1] == "&Another time…"
    assert not menu.actions()[0].isEnabled()
    assert menu.activeAction() is menu.actions()[1]
    menu.close()


def test_an_offer_is_chosen_in_the_zone_of_this_computer(menu: LaterMenu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.chosen) as heard:
        menu.actions()[2].trigger()
    assert heard.args == [SendAt(datetime.fromisoformat("2026-11-25 18:00"), "UTC")]


async def test_any_other_time_is_asked_for(menu: LaterMenu) -> None:
    chosen: list[SendAt] = []
    menu.chosen.connect(chosen.append)
    for end in ("reject", "accept"):
        menu.actions()[-1].trigger()
        getattr(await asked(LaterDialog), end)()
        await at_rest()
    assert chosen == [SendAt(datetime.fromisoformat("2026-11-26 08:00"), "UTC")]
