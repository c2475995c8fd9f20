"""The window of a start that comes to nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tegata.gui.cannot_start import CannotStart
from tegata.gui.labels import Words


def test_it_says_why_and_return_closes_it(qtbot: QtBot) -> None:
    refusal = CannotStart("/stick cannot be used: the disk is full")
    qtbot.addWidget(refusal)
    refusal.open()
    said = " ".join(each.text() for each in refusal.findChildren(Words))
    assert "/stick cannot be used: the disk is full" in said
    assert "--profile" in said
    QTest.keyClick(refusal, Qt.Key.Key_Return)
    assert refusal.result() == QDialog.DialogCode.Accepted
    assert not refusal.isVisible()
