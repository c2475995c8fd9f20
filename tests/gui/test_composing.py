"""What an input method is composing."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.composing import Composing


def compose(field: QWidget, text: str) -> None:
    QCoreApplication.sendEvent(field, QInputMethodEvent(text, []))


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit])
def test_it_becomes_part_of_the_text_once(qtbot: QtBot, kind: type[QLineEdit] | type[QTextEdit]) -> None:
    field = kind()
    qtbot.addWidget(field)
    composing = Composing([field], field)
    assert not composing.confirm()
    compose(field, "て")
    compose(field, "手形")
    assert text_of(field) == ""
    assert composing.confirm()
    assert not composing.confirm()
    assert text_of(field) == "手形"


def test_what_was_given_up_stays_away(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    composing = Composing([field], field)
    compose(field, "手形")
    compose(field, "")
    assert not composing.confirm()
    assert field.text() == ""


def text_of(field: QLineEdit | QTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A subject and a body below it; the subject has the focus."""
    made = QWidget()
    qtbot.addWidget(made)
    subject, body = QLineEdit(made), QTextEdit(made)
    body.move(0, 40)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    subject.setFocus()
    return made


def fields(window: QWidget) -> tuple[QLineEdit, QTextEdit]:
    return window.findChildren(QLineEdit)[0], window.findChildren(QTextEdit)[0]


@pytest.mark.parametrize("place", [QPoint(3, 8), QPoint(10, 60)])
def test_a_press_here_or_elsewhere_takes_it_in_where_it_was_composed(window: QWidget, place: QPoint) -> None:
    subject, body = fields(window)
    composing = Composing([subject, body], window)
    compose(subject, "手形")
    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert (subject.text(), body.toPlainText()) == ("手形", "")
    assert not composing.confirm()


def test_another_window_takes_it_in_before_it_takes_the_focus(qtbot: QtBot, window: QWidget) -> None:
    subject, body = fields(window)
    composing = Composing([subject, body], window)
    compose(subject, "手形")
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert subject.text() == "手形"
    assert not composing.confirm()


def test_a_press_with_nothing_composed_changes_nothing(window: QWidget) -> None:
    subject, body = fields(window)
    Composing([subject, body], window)
    compose(subject, "手")
    compose(subject, "")
    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(10, 60))
    assert (subject.text(), body.toPlainText()) == ("", "")
