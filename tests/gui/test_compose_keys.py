"""Shortcuts, and going round with F6."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.compose_keys import bind, go_round


def test_f6_goes_round_the_regions_and_leaves_out_hidden_ones(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    regions = [QWidget(window) for _index in range(3)]
    for region in regions:
        layout = QVBoxLayout(region)
        layout.addWidget(QLineEdit())
        layout.addWidget(QPushButton())
        column.addWidget(region)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    regions[1].hide()
    for expected in (2, 0, 2):  # the first has the focus already
        go_round(regions, 1)
        focused = window.focusWidget()
        assert isinstance(focused, QLineEdit)
        assert regions[expected].isAncestorOf(focused)
    go_round(regions, -1)
    assert regions[0].isAncestorOf(window.focusWidget())
    go_round([], 1)


def test_a_shortcut_does_its_deed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[str] = []
    bind(window, {"Ctrl+L": lambda: done.append("log in")})
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert done == ["log in"]
