"""The switch: Space toggles, and so does a click on its words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.switch import Side, Switch


@pytest.mark.parametrize("side", list(Side))
def test_keys_and_words_toggle(qtbot: QtBot, side: Side) -> None:
    switch = Switch("POP before send", side)
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    for x in (3, switch.width() - 3):
        before = switch.isChecked()
        QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(x, switch.height() // 2))
        assert switch.isChecked() is not before


def test_on_and_off_and_disabled_look_different(qtbot: QtBot) -> None:
    switch = Switch("POP before send")
    qtbot.addWidget(switch)
    off = switch.grab().toImage()
    switch.setChecked(True)
    on = switch.grab().toImage()
    switch.setEnabled(False)
    assert off != on != switch.grab().toImage()


def test_a_screen_reader_finds_a_check_box(qtbot: QtBot) -> None:
    switch = Switch("POP before send")
    qtbot.addWidget(switch)
    found = QAccessible.queryAccessibleInterface(switch)
    assert found.role() == QAccessible.Role.CheckBox
    assert found.text(QAccessible.Text.Name) == "POP before send"
