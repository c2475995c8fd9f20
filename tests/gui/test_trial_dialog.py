"""A dialog that grows with its words and quotes the server only where it has spoken."""

from pytestqt.qtbot import QtBot

from tegata.gui.badge import Family
from tegata.gui.buttons import Button
from tegata.gui.transcript_quote import Quote
from tegata.gui.trial_dialog import TrialDialog
from tegata.words.tried import Tried


def test_the_quote_is_there_only_with_words_in_it(qtbot: QtBot) -> None:
    dialog = TrialDialog((Button("Close"),))
    qtbot.addWidget(dialog)
    dialog.show()
    quote = dialog.findChild(Quote)
    assert quote is not None
    dialog.say(Tried("Looking", "One moment."), Family.ACCENT, "mails")
    low = dialog.height()
    assert not quote.isVisible()
    dialog.say(Tried("No", "The server refused.", "-ERR no"), Family.NEUTRAL, "circle-minus")
    assert quote.isVisible()
    assert quote.text() == "-ERR no"
    assert dialog.height() > low
