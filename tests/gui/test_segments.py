"""A choice of a few."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.segments import Segments


def test_arrows_and_clicks_choose(qtbot: QtBot) -> None:
    segments = Segments("Line", [("A", "own"), ("B", "other"), ("C", "third")])
    qtbot.addWidget(segments)
    segments.show()
    segments.choose("A")
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    segments.chosen.connect(segments.choose)
    first = segments._buttons[0]
    assert first.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert segments._buttons[1].focusPolicy() == Qt.FocusPolicy.ClickFocus
    assert first.accessibleName() == "Line A, own"
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(segments._buttons[1], Qt.Key.Key_Left)
    QTest.keyClick(segments._buttons[0], Qt.Key.Key_Left)
    QTest.mouseClick(segments._buttons[1], Qt.MouseButton.LeftButton)
    assert chosen == ["B", "A", "C", "B"]
    QTest.keyClick(segments, Qt.Key.Key_X)
    assert not segments.grab().isNull()


def test_who_leads_to_the_choice_comes_to_what_is_chosen(qtbot: QtBot) -> None:
    segments = Segments("Line", [("A", "own"), ("B", "other")])
    qtbot.addWidget(segments)
    segments.show()
    segments.choose("B")
    segments.setFocus()
    assert segments.focusWidget() is segments._buttons[1]
