"""What an input method is composing."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
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
