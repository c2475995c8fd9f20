"""Asking when a letter should leave."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tegata.gui.later_dialog import LaterDialog
from tegata.store.departure import SendAt

WEDNESDAY = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
SO_FAR = SendAt(datetime.fromisoformat("2026-12-24 18:15"), "Asia/Tokyo")


def said(dialog: LaterDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if not each.isHidden())


@pytest.fixture
def dialog(qtbot: QtBot) -> LaterDialog:
    made = LaterDialog(WEDNESDAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_begins_with_a_time_of_ones_own_and_says_what_that_means(dialog: LaterDialog) -> None:
    assert dialog.own.isChecked()
    assert dialog.at() == SendAt(datetime.fromisoformat("2026-11-26 08:00"), "UTC")
    assert "Leaves tomorrow at 08:00 · UTC" in said(dialog)


def test_an_offer_is_one_press_away(dialog: LaterDialog) -> None:
    dialog.choices[0].click()
    assert dialog.at().wall == datetime.fromisoformat("2026-11-25 11:31")
    assert "Leaves at 11:31" in said(dialog)
    dialog.time.setTime(QTime(9, 30))
    assert dialog.own.isChecked()
    assert dialog.at().wall == datetime.fromisoformat("2026-11-26 09:30")


def test_a_time_that_has_passed_is_not_taken(dialog: LaterDialog) -> None:
    dialog.date.setDate(QDate(2026, 11, 24))
    assert "This time has passed already." in said(dialog)
    assert not dialog.send_button.isEnabled()
    assert dialog.send_button.toolTip()
    dialog.choices[1].click()
    assert dialog.send_button.isEnabled()
    assert "passed" not in said(dialog)


def test_a_time_so_far_keeps_its_zone_and_says_what_our_clocks_show_then(qtbot: QtBot) -> None:
    dialog = LaterDialog(WEDNESDAY, SO_FAR)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.at() == SO_FAR
    assert "Tokyo time; 09:15 here" in said(dialog)
