"""The side list."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.account_side import AccountSide
from tests.gui.fake_verbs import an_account

PAGES = (("You", "user"), ("Servers", "server"), ("POP before send", "key-round"))


def side(qtbot: QtBot) -> AccountSide:
    made = AccountSide(PAGES)
    qtbot.addWidget(made)
    made.resize(204, 400)
    made.switcher.show_accounts([an_account()], 0)
    made.show()
    return made


def test_arrows_go_through_the_pages(qtbot: QtBot) -> None:
    made = side(qtbot)
    made.show_page(0)
    heard: list[int] = []
    made.page.connect(heard.append)
    QTest.keyClick(made.list, Qt.Key.Key_Down)
    QTest.keyClick(made.list, Qt.Key.Key_Down)
    assert heard == [1, 2]


def test_choosing_goes_there_and_some_page_is_always_chosen(qtbot: QtBot) -> None:
    """As a screen reader does: it sets and takes away what is chosen, and leaves the current row alone."""
    made = side(qtbot)
    made.show_page(0)
    heard: list[int] = []
    made.page.connect(heard.append)
    made.list.clearSelection()
    made.list.item(2).setSelected(True)
    assert heard == [2]
    made.list.item(2).setSelected(False)
    qtbot.waitUntil(made.list.item(2).isSelected)
    assert heard == [2]


def test_a_page_with_something_to_mend_carries_a_sign(qtbot: QtBot) -> None:
    made = side(qtbot)
    before = made.list.grab().toImage()
    made.mark_flawed({1})
    assert made.list.grab().toImage() != before
    made.mark_flawed(set())
    assert made.list.grab().toImage() == before


def test_adding_is_asked_for(qtbot: QtBot) -> None:
    made = side(qtbot)
    with qtbot.waitSignal(made.add_wanted):
        QTest.keyClick(made.add, Qt.Key.Key_Space)
