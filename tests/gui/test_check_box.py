"""Check boxes and radio buttons keep their words whole."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.check_box import Check, Radio

LONG = "I want 96 logins a day all the same, and I have read what it costs"


def test_space_ticks(qtbot: QtBot) -> None:
    check = Check(LONG)
    qtbot.addWidget(check)
    before = check.grab().toImage()
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert check.isChecked()
    assert check.grab().toImage() != before


def test_one_of_several(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    one, other = Radio("One", parent), Radio("Other", parent)
    QTest.keyClick(one, Qt.Key.Key_Space)
    QTest.keyClick(other, Qt.Key.Key_Space)
    assert not one.isChecked()
    assert other.isChecked()
    assert not other.grab().isNull()


def test_words_wrap_where_there_is_little_room(qtbot: QtBot) -> None:
    for button in (Check(LONG), Radio(LONG)):
        qtbot.addWidget(button)
        assert button.hasHeightForWidth()
        assert button.heightForWidth(200) > button.heightForWidth(2000)
        assert button.minimumSizeHint().width() < button.sizeHint().width()
