"""A note says its sentences and offers one deed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui import theme
from tegata.gui.labels import Words
from tegata.gui.note import Note


def test_it_says_both_sentences_and_its_button_is_heard(qtbot: QtBot) -> None:
    note = Note("The window now seems to be only 5 minutes.", "Change the setting too?", "Set to 5")
    qtbot.addWidget(note)
    assert note.button is not None
    with qtbot.waitSignal(note.pressed):
        QTest.keyClick(note.button, Qt.Key.Key_Space)
    assert not note.grab().isNull()


def test_the_small_sentence_leaves_when_there_is_none(qtbot: QtBot) -> None:
    note = Note("Send without a subject?", "Press Send again.")
    qtbot.addWidget(note)
    note.say("Send without a subject?")
    shown = [each.text() for each in note.findChildren(Words) if not each.isHidden()]
    assert shown == ["Send without a subject?"]
    assert note.button is None


def test_a_quiet_note_has_neither_the_colour_nor_the_sign_of_a_warning(qtbot: QtBot) -> None:
    warns, is_quiet = (note.grab().toImage() for note in (Note("Words"), Note("Words").quiet()))
    assert warns.pixelColor(20, 4).name() == theme.current().warn_soft.lower()
    assert is_quiet.pixelColor(20, 4).name() == theme.current().chrome.lower()


def test_making_it_shows_nothing_yet(qtbot: QtBot, windows_shown: list[str]) -> None:
    qtbot.addWidget(Note("Words", "More words", "Press"))
    assert windows_shown == []
