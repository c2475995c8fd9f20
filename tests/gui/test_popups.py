"""Where menus begin, and round corners for popups."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import popups
from tegata.gui.tokens import LIGHT


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


def test_an_empty_menu_opens_all_the_same(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    popups.open_menu(menu, QPoint(10, 10))
    assert menu.activeAction() is None


def test_where_the_screen_is_composed_the_ground_is_translucent(qtbot: QtBot) -> None:
    popup = QWidget()
    qtbot.addWidget(popup)
    popups.let_corners_through(popup)
    popups.cut_corners(popup, 10)
    assert popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert popup.mask().isEmpty()


def test_on_bare_x11_the_corners_are_cut_off(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popups, "_composed", lambda: False)
    popup = QWidget()
    qtbot.addWidget(popup)
    popup.resize(100, 80)
    popups.let_corners_through(popup)
    popups.cut_corners(popup, 10)
    assert not popup.mask().contains(QPoint(0, 0))
    assert popup.mask().contains(QPoint(50, 40))


def test_the_ground_is_raised(qtbot: QtBot) -> None:
    popup = QWidget()
    qtbot.addWidget(popup)
    popup.resize(60, 40)
    canvas = QPixmap(60, 40)
    painter = QPainter(canvas)
    popups.paint_ground(painter, popup, 10, LIGHT)
    painter.end()
    assert canvas.toImage().pixelColor(30, 20) == QColor(LIGHT.raised)
