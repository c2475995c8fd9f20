"""Consent to a password in clear."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.account_consent import CleartextConsent
from tegata.gui.check_box import Check
from tegata.gui.labels import Words


def test_it_is_explained_in_red_and_off_until_it_is_ticked(qtbot: QtBot) -> None:
    consent = CleartextConsent("In clear all the &same")
    qtbot.addWidget(consent)
    consent.show()
    assert not consent.isChecked()
    assert {words.property("ink") for words in consent.findChildren(Words)} == {"danger"}
    tick = consent.findChild(Check)
    assert tick is not None
    with qtbot.waitSignal(consent.toggled):
        QTest.keyClick(tick, Qt.Key.Key_Space)
    assert consent.isChecked()
    assert not consent.grab().isNull()


def test_a_screen_reader_that_comes_to_the_tick_hears_what_is_in_clear(qtbot: QtBot) -> None:
    consent = CleartextConsent("In clear all the &same")
    qtbot.addWidget(consent)
    tick = consent.findChild(Check)
    assert tick is not None
    heard = QAccessible.queryAccessibleInterface(tick)
    assert "can read the password" in heard.text(QAccessible.Text.Description)
