"""The sentence under a flawed field."""

from pytestqt.qtbot import QtBot

from tegata.gui.flaw_line import FlawLine


def test_it_hides_when_there_is_nothing_to_say(qtbot: QtBot) -> None:
    line = FlawLine()
    qtbot.addWidget(line)
    line.say(["One.", "Two.", "One."])
    assert line.isVisible()
    assert line.text == "One.\nTwo."
    assert not line.grab().isNull()
    line.say([])
    assert not line.isVisible()
    assert line.text == ""
