"""The offer of the practice provider."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.account_practice import PracticeOffer


def test_its_one_button_is_heard(qtbot: QtBot) -> None:
    offer = PracticeOffer()
    qtbot.addWidget(offer)
    with qtbot.waitSignal(offer.pressed):
        QTest.keyClick(offer.button, Qt.Key.Key_Space)
    assert offer.button.text() == "Try the practice provider"
