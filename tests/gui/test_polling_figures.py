"""The four figures."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.polling_figures import Figures
from tegata.relay.polling_bill import EXAMPLE, bill

TEN = timedelta(minutes=10)


def test_cost_use_failures_luck_in_this_order(qtbot: QtBot) -> None:
    figures = Figures()
    qtbot.addWidget(figures)
    figures.show_bill(bill(timedelta(minutes=15), TEN, EXAMPLE))
    said = [words.text() for words in figures.findChildren(Words)]
    assert said[::2] == ["96", "3", "1 of 4", "67%"]
    assert said[-1] == "of the day sending works"
    assert not figures.grab().isNull()


def test_failures_are_in_dangers_ink_where_there_are_any(qtbot: QtBot) -> None:
    figures = Figures()
    qtbot.addWidget(figures)
    inks = []
    for minutes in (15, 10):
        figures.show_bill(bill(timedelta(minutes=minutes), TEN, EXAMPLE))
        inks.append(figures.findChildren(Words)[4].property("ink"))
    assert inks == ["danger", "first"]
