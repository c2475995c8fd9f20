"""Who wrote it."""

from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tegata.gui.written import fill, on_writing


def test_what_is_typed_or_dictated_is_written_and_what_is_filled_in_is_not(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    written: list[str] = []
    on_writing(line, written.append)
    fill(line, "from the disk")
    assert line.text() == "from the disk"
    assert written == []
    QTest.keyClicks(line, "!")
    told = QAccessible.queryAccessibleInterface(line)
    told.setText(QAccessible.Text.Value, "dictated")
    assert written == ["from the disk!", "dictated"]
