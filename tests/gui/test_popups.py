"""Where menus begin, and round corners for popups."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tegata.gui import popups, theme


@pytest.mark.parametrize(("checked", "begins"), [(None, 1), (2, 2)])
def test_a_menu_begins_at_what_is_checked_or_at_its_first_row(
    qtbot: QtBot, checked: int | None, begins: int
) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    for n, word in enumerate(("Accounts", "Anna", "Office")):
        action = menu.addAction(word)
        action.setEnabled(n > 0)
        action.setCheckable(True)
        action.setChecked(n == checked)
    popups.open_menu(menu, QPoint(10, 10))
    assert menu.activeAction() is menu.actions()[begins]
    menu.close()


def test_a_menu_closes_when_a_row_is_chosen_without_a_key_or_a_press(qtbot: QtBot) -> None:
    """As a screen reader does it: Qt triggers the row and leaves the menu open."""
    menu = QMenu()
    qtbot.addWidget(menu)
    row = menu.addAction("Anna")
    for _time in range(2):
        popups.open_menu(menu, QPoint(10, 10))
        assert menu.isVisible()
        row.trigger()
        assert not menu.isVisible()


def test_an_empty_menu_opens_all_the_same(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    popups.open_menu(menu, QPoint(10, 10))
    assert menu.activeAction() is None


def raised(qtbot: QtBot) -> popups.Raised:
    popup = popups.Raised(popups.POPUP)
    qtbot.addWidget(popup)
    popup.resize(100, 80)
    popup.show()
    return popup


def test_where_the_screen_is_composed_the_ground_is_translucent(qtbot: QtBot) -> None:
    popup = raised(qtbot)
    assert popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert popup.mask().isEmpty()


def test_on_bare_x11_the_corners_are_cut_off(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popups, "_composed", lambda: False)
    popup = raised(qtbot)
    assert not popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert not popup.mask().contains(QPoint(0, 0))
    assert popup.mask().contains(QPoint(50, 40))


def test_the_ground_is_raised_and_has_an_outline(qtbot: QtBot) -> None:
    seen = raised(qtbot).grab().toImage()
    assert seen.pixelColor(50, 40) == QColor(theme.current().raised)
    assert seen.pixelColor(0, 40) == QColor(theme.current().border)
