"""The strip of practice mode."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.practice_controls import DeliveredLetter
from tegata.gui.practice_strip import PracticeStrip
from tests.gui.fake_desk import FakePractice
from tests.gui.fake_verbs import NOON

LEAST = 480  # how wide a letter's window is at least
LETTER = DeliveredLetter(NOON, "anna@a.example", ("yuki@b.example",), "Contract", "C")


def test_moving_and_the_window_are_asked_of_the_provider(qtbot: QtBot) -> None:
    practice = FakePractice()
    strip = PracticeStrip(practice)
    qtbot.addWidget(strip)
    strip.show()
    strip.lines.chosen.emit("A")
    assert practice.line == "A"
    strip.minutes.setValue(0.5)
    assert practice.window == timedelta(seconds=30)
    practice.set_window(timedelta(minutes=5))
    assert strip.minutes.value() == 5


def test_delivered_letters_are_counted_and_listed(qtbot: QtBot) -> None:
    practice = FakePractice()
    strip = PracticeStrip(practice)
    qtbot.addWidget(strip)
    strip.show()
    QTest.keyClick(strip.delivered, Qt.Key.Key_Space)
    practice.deliver(LETTER)
    assert strip.delivered.text() == "1 letter delivered"
    assert strip._list is not None
    assert strip._list.isVisible()
    QTest.keyClick(strip.delivered, Qt.Key.Key_Space)
    strip._list.close()


def test_where_it_is_narrow_the_words_go_and_the_controls_stay(qtbot: QtBot) -> None:
    strip = PracticeStrip(FakePractice())
    qtbot.addWidget(strip)
    strip.show()
    strip.show_width(500)
    assert not strip._you_are.isVisible()
    assert strip.lines.isVisible()
    strip.show_width(900)
    assert strip._you_are.isVisible()


@pytest.mark.parametrize("letters", [0, 1000])
def test_however_narrow_nothing_is_cut_off(qtbot: QtBot, letters: int) -> None:
    practice = FakePractice()
    strip = PracticeStrip(practice)
    qtbot.addWidget(strip)
    strip.setFixedWidth(LEAST)
    strip.show()
    strip.show_width(LEAST)
    practice.letters = [LETTER] * letters
    strip.refresh()
    strip._row.invalidate()
    assert strip._row.minimumSize().width() <= LEAST


def test_a_closed_strip_hears_no_more(qtbot: QtBot) -> None:
    practice = FakePractice()
    strip = PracticeStrip(practice)
    strip.deleteLater()
    qtbot.waitUntil(lambda: practice.ears == [])
