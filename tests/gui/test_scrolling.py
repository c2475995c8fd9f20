"""Areas that scroll."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.scrolling import Paper, scrolled


def test_what_is_inside_is_as_wide_as_the_area_and_as_high_as_its_words_need(qtbot: QtBot) -> None:
    paper = Paper()
    column = QVBoxLayout(paper)
    words = Words("A letter needs a server that passes it on. " * 20).wrapped()
    column.addWidget(words)
    column.addStretch(1)
    area = scrolled(paper)
    qtbot.addWidget(area)
    area.resize(300, 100)
    area.show()
    assert paper.width() == area.viewport().width()
    assert paper.height() == column.totalHeightForWidth(paper.width()) > area.height()
    assert area.horizontalScrollBar().maximum() == 0


def test_the_area_itself_is_no_stop_for_the_focus(qtbot: QtBot) -> None:
    area = scrolled(Paper())
    qtbot.addWidget(area)
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
