"""Round corners for popups."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import popups
from tegata.gui.tokens import LIGHT


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
