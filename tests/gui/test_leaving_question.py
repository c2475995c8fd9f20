"""The question when the last window closes."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.leaving_question import LeavingQuestion, next_to_leave
from tegata.store.departure import SendAt
from tegata.store.parcel import Parcel, ParcelState
from tests.gui.fake_verbs import NOON, a_parcel

AGAIN = a_parcel(1, tries=2, due=NOON + timedelta(minutes=20))
AT = SendAt((NOON + timedelta(hours=2)).replace(tzinfo=None), "UTC")
AT_ITS_TIME = a_parcel(2, ParcelState.HELD, departure=AT, due=NOON + timedelta(hours=2))


def asked(qtbot: QtBot, *parcels: Parcel) -> LeavingQuestion:
    question = LeavingQuestion(parcels, NOON)
    qtbot.addWidget(question)
    question.open()
    return question


def test_it_says_how_many_and_when_the_next_one_leaves(qtbot: QtBot) -> None:
    question = asked(qtbot, AT_ITS_TIME, AGAIN)
    assert question.windowTitle() == "2 letters have not left yet"
    said = "\n".join(words.text() for words in question.findChildren(Words))
    assert "Tries again at 14:42." in said
    assert "If a set time has passed" in said
    assert next_to_leave([AT_ITS_TIME, AGAIN], NOON) == "The next one: Tries again at 14:42."
    assert next_to_leave([AGAIN], NOON) == "Tries again at 14:42."


def test_of_times_it_speaks_only_where_one_is_set(qtbot: QtBot) -> None:
    question = asked(qtbot, AGAIN)
    assert not any("set time" in words.text() for words in question.findChildren(Words))


def test_return_stays_in_the_background(qtbot: QtBot) -> None:
    question = asked(qtbot, AGAIN)
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert question.result() == QDialog.DialogCode.Accepted
    assert question.choice == "stay"


def test_the_next_start_is_the_other_way(qtbot: QtBot) -> None:
    question = asked(qtbot, AGAIN)
    question.next_start.click()
    assert question.result() == QDialog.DialogCode.Accepted
    assert question.choice == "quit"


@pytest.mark.parametrize("how", ["escape", "cancel"])
def test_the_window_can_be_kept(qtbot: QtBot, how: str) -> None:
    question = asked(qtbot, AGAIN)
    if how == "escape":
        QTest.keyClick(question, Qt.Key.Key_Escape)
    else:
        question.cancel.click()
    assert question.result() == QDialog.DialogCode.Rejected
