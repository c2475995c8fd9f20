"""The field to search in."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.search_field import SearchField


@pytest.fixture
def field(qtbot: QtBot) -> SearchField:
    made = SearchField("Search", "Recipient or subject")
    qtbot.addWidget(made)
    made.show()
    return made


def test_escape_empties_it_and_then_leaves_it(field: SearchField) -> None:
    left: list[None] = []
    field.left.connect(lambda: left.append(None))
    QTest.keyClicks(field, "yuki")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), left) == ("", [])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert left == [None]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_down_and_return_go_on_to_what_was_found(field: SearchField, key: Qt.Key) -> None:
    left: list[None] = []
    field.left.connect(lambda: left.append(None))
    QTest.keyClicks(field, "yuki")
    QTest.keyClick(field, key)
    assert (field.text(), left) == ("yuki", [None])


def test_what_is_being_composed_is_taken_in_by_a_press_elsewhere(field: SearchField) -> None:
    QCoreApplication.sendEvent(field, QInputMethodEvent("手形", []))
    QTest.mousePress(field.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(3, 8))
    assert field.text() == "手形"
