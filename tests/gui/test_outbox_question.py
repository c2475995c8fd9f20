"""A question names its deeds."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tegata.gui.outbox_question import Question


def ask(qtbot: QtBot) -> tuple[Question, list[int]]:
    question = Question("Withdraw “Invoice”?", "It will not be sent.", ("Withdraw", "Leave in outbox"))
    ended: list[int] = []
    question.finished.connect(ended.append)
    qtbot.addWidget(question)
    question.open()
    return question, ended


def test_return_and_escape_leave_things_as_they_are(qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        question, ended = ask(qtbot)
        QTest.keyClick(question, key)
        assert ended == [QDialog.DialogCode.Rejected.value]


def test_the_deed_has_to_be_chosen(qtbot: QtBot) -> None:
    question, ended = ask(qtbot)
    QTest.keyClick(question.deed, Qt.Key.Key_Space)
    assert ended == [QDialog.DialogCode.Accepted.value]
    assert question.deed.text() == "Withdraw"
