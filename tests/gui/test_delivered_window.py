"""What arrived at the practice provider."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.delivered_window import DeliveredWindow, line_of
from tegata.gui.practice_controls import DeliveredLetter
from tests.gui.fake_desk import FakePractice
from tests.gui.fake_verbs import NOON


def test_each_letter_is_an_entry(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    practice = FakePractice()
    window = DeliveredWindow(practice, parent)
    assert window._list.item(0).text() == "Nothing has arrived yet."
    letter = DeliveredLetter(NOON, "anna@a.example", ("yuki@b.example", "ola@x.example"), "", "B")
    practice.deliver(letter)
    window.refresh()
    assert window._list.count() == 1
    assert "(no subject)" in line_of(letter)
    assert "yuki@b.example, ola@x.example, from line B" in line_of(letter)


def test_receipts_get_lost_on_a_switch(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    practice = FakePractice()
    window = DeliveredWindow(practice, parent)
    window.show()
    QTest.keyClick(window.lost, Qt.Key.Key_Space)
    assert practice.loses_receipts
    practice.lose_receipts(False)
    window.refresh()
    assert not window.lost.isChecked()


def test_escape_closes_it(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = DeliveredWindow(FakePractice(), parent)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window._list, Qt.Key.Key_Escape)
    assert window.isHidden()
