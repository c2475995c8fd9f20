"""The tool bar: five tools, each with a name, with or without its word."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tegata.gui.tool_bar import Place, ToolBar


def test_each_tool_says_what_was_pressed(qtbot: QtBot) -> None:
    bar = ToolBar(Place.COMPOSE)
    qtbot.addWidget(bar)
    pairs = {
        bar.new_button: bar.new_letter,
        bar.drafts_button: bar.drafts,
        bar.outbox_button: bar.outbox,
        bar.check_button: bar.check,
        bar.settings_button: bar.settings,
    }
    for button, signal in pairs.items():
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Qt.Key.Key_Space)


def test_its_shortcuts_hold_in_the_whole_window(qtbot: QtBot) -> None:
    window = QLineEdit()
    bar = ToolBar(Place.OUTBOX, window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for key, signal in ((Qt.Key.Key_N, bar.new_letter), (Qt.Key.Key_O, bar.outbox)):
        with qtbot.waitSignal(signal):
            QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_without_words_the_names_stay(qtbot: QtBot) -> None:
    bar = ToolBar(Place.COMPOSE)
    qtbot.addWidget(bar)
    wide = bar.outbox_button.sizeHint().width()
    bar.show_words(False)
    bar.show_words(False)
    assert bar.outbox_button.sizeHint().width() < wide
    assert bar.outbox_button.accessibleName().startswith("Outbox")
    assert bar.settings_button.toolTip() == "Settings"
    assert not bar.grab().isNull()


def test_the_number_is_shown_and_spoken(qtbot: QtBot) -> None:
    bar = ToolBar(Place.COMPOSE)
    qtbot.addWidget(bar)
    without = bar.outbox_button.sizeHint().width()
    bar.show_unsent(2)
    bar.show_unsent(2)
    assert bar.outbox_button.sizeHint().width() > without
    assert "2 unsent letters" in bar.outbox_button.accessibleName()
    assert not bar.grab().isNull()


def test_the_current_place_stays_marked(qtbot: QtBot) -> None:
    bar = ToolBar(Place.OUTBOX)
    qtbot.addWidget(bar)
    QTest.keyClick(bar.outbox_button, Qt.Key.Key_Space)
    assert bar.outbox_button.is_current
    assert bar.outbox_button.accessibleName() == "Outbox, this window (Ctrl+O)"
    assert not bar.new_button.is_current
    assert bar.outbox_button.grab().toImage() != ToolBar(Place.CHECK).outbox_button.grab().toImage()
