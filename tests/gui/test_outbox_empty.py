"""The empty outbox."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.outbox_empty import EmptyOutbox


def test_it_says_so_and_offers_to_write(qtbot: QtBot) -> None:
    empty = EmptyOutbox()
    qtbot.addWidget(empty)
    assert [words.text() for words in empty.findChildren(Words)] == ["Nothing is waiting."]
    with qtbot.waitSignal(empty.new_letter):
        QTest.keyClick(empty.button, Qt.Key.Key_Space)
    assert not empty.grab().isNull()
