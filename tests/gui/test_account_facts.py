"""Facts in a card."""

from pytestqt.qtbot import QtBot

from tegata.gui.account_facts import FactList
from tegata.gui.labels import Words


def test_facts_are_shown_and_none_hides_the_card(qtbot: QtBot) -> None:
    card = FactList()
    qtbot.addWidget(card)
    card.say([("clock", "Opened: 14:22:03"), ("globe", "Seen from: 203.0.113.7")])
    assert [words.text() for words in card.findChildren(Words)] == [
        "Opened: 14:22:03",
        "Seen from: 203.0.113.7",
    ]
    card.show()
    assert not card.grab().isNull()
    card.say([])
    assert card.isHidden()
