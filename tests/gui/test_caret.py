"""The text cursor at rest: no timer of Qt's own is left that would blink it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from tegata.gui.caret import Caret


class Letter(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.subject = QLineEdit()
        self.text = QPlainTextEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.subject)
        column.addWidget(self.text)


@pytest.fixture
def letter(qapp: QApplication) -> Iterator[Letter]:
    shown = Letter()
    shown.show()
    QTest.qWaitForWindowActive(shown)
    yield shown
    shown.close()


@pytest.fixture
def caret(qapp: QApplication) -> Iterator[Caret]:
    minded = Caret(qapp)
    minded.start()
    yield minded
    minded.stop()


def blinks(field: QWidget) -> bool:
    """Whether something within the field waits for a time; so does its cursor while it blinks."""
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    return any(dispatcher.registeredTimers(each) for each in (field, *field.findChildren(QObject)))


@pytest.mark.parametrize("name", ["subject", "text"])
def test_it_blinks_until_it_has_not_been_moved_for_a_while(caret: Caret, letter: Letter, name: str) -> None:
    field = getattr(letter, name)
    field.setFocus()
    assert blinks(field)
    caret._rest.timeout.emit()
    assert not blinks(field)


@pytest.mark.parametrize("name", ["subject", "text"])
def test_a_key_lets_it_blink_again(caret: Caret, letter: Letter, name: str) -> None:
    field = getattr(letter, name)
    field.setFocus()
    stand_still(caret)
    QTest.keyClicks(field, "a")
    assert blinks(field)
    assert caret._rest.isActive()


def test_in_another_field_it_blinks_again(caret: Caret, letter: Letter) -> None:
    letter.text.setFocus()
    stand_still(caret)
    letter.subject.setFocus()
    assert blinks(letter.subject)


def test_once_left_to_qt_it_blinks_as_the_desktop_has_it(qapp: QApplication) -> None:
    usual = qapp.styleHints().cursorFlashTime()
    caret = Caret(qapp)
    caret.start()
    stand_still(caret)
    assert qapp.styleHints().cursorFlashTime() == 0
    caret.stop()
    assert qapp.styleHints().cursorFlashTime() == usual


def stand_still(caret: Caret) -> None:
    caret._rest.stop()
    caret._rest.timeout.emit()
