"""The legend."""

from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.polling_legend import Legend


def test_every_sign_has_its_words(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show()
    assert [words.text() for words in legend.findChildren(Words)] == [
        "window open",
        "sending would fail",
        "login",
        "letter sent",
        "letter refused",
    ]
    assert not legend.grab().isNull()
