"""The segmented choice."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.gui.polling_choice import IntervalChoice


def choice(qtbot: QtBot) -> IntervalChoice:
    made = IntervalChoice("Check the mailbox every", ["Off", "5 min", "10 min"])
    qtbot.addWidget(made)
    made.show()
    return made


def test_arrows_move_the_choice_and_it_is_told(qtbot: QtBot) -> None:
    made = choice(qtbot)
    heard: list[int] = []
    made.chosen.connect(heard.append)
    made.choose(0)
    made.activateWindow()
    made.segments[0].setFocus()
    QApplication.processEvents()
    QTest.keyClick(made.segments[0], Qt.Key.Key_Right)
    assert made.current() == 1
    assert heard == [0, 1]


def test_a_click_chooses(qtbot: QtBot) -> None:
    made = choice(qtbot)
    QTest.mouseClick(made.segments[2], Qt.MouseButton.LeftButton)
    assert made.current() == 2
    assert not made.grab().isNull()


def test_a_screen_reader_hears_value_and_question(qtbot: QtBot) -> None:
    made = choice(qtbot)
    segment = made.segments[1]
    assert (segment.text(), segment.accessibleDescription()) == ("5 min", "Check the mailbox every")
