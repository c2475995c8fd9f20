"""The second, deliberate yes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.polling_consent import PollingConsent


@pytest.fixture
def consent(qtbot: QtBot) -> PollingConsent:
    made = PollingConsent()
    qtbot.addWidget(made)
    made.show()
    made.ask_for(96)
    return made


def test_turning_on_takes_a_tick_first(consent: PollingConsent, qtbot: QtBot) -> None:
    assert not consent.turn_on.isEnabled()
    assert consent.turn_on.toolTip()
    QTest.keyClick(consent.tick, Qt.Key.Key_Space)
    with qtbot.waitSignal(consent.turned_on):
        QTest.keyClick(consent.turn_on, Qt.Key.Key_Space)


def test_a_tick_counts_for_its_own_number_only(consent: PollingConsent) -> None:
    assert consent.tick.text() == "I want 96 logins a day all the same"
    QTest.keyClick(consent.tick, Qt.Key.Key_Space)
    consent.ask_for(144)
    assert not consent.tick.isChecked()
    assert not consent.turn_on.isEnabled()


def test_leaving_it_off_takes_one_press(consent: PollingConsent, qtbot: QtBot) -> None:
    with qtbot.waitSignal(consent.left_off):
        QTest.keyClick(consent.leave, Qt.Key.Key_Space)
    assert not consent.grab().isNull()
