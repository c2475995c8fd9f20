"""The verdict's head."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.check_head import VerdictHead
from tegata.gui.labels import Words
from tegata.words.check_verdict import Answer, Verdict, looking, no_account


def test_while_one_is_looking_there_is_nothing_to_press(qtbot: QtBot) -> None:
    head = VerdictHead()
    qtbot.addWidget(head)
    head.show()
    head.show_verdict(looking())
    assert not head.button.isVisible()
    assert head.findChildren(Words)[0].text() == "Looking…"


def test_an_open_way_leads_to_writing_and_any_other_to_the_settings(qtbot: QtBot) -> None:
    head = VerdictHead()
    qtbot.addWidget(head)
    head.show()
    head.show_verdict(Verdict(Answer.YES, "You can send from here"))
    with qtbot.waitSignal(head.write_wanted):
        QTest.keyClick(head.button, Qt.Key.Key_Space)
    head.show_verdict(no_account())
    with qtbot.waitSignal(head.settings_wanted):
        QTest.keyClick(head.button, Qt.Key.Key_Space)
