"""The pass shows each state in shape and words, and turns only while it is seen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.gui import motion
from tegata.gui.pass_button import PassButton
from tegata.relay.window import NotNeeded, Void, WindowState, WindowStatus
from tests.gui.fake_verbs import an_open_window

STATES = [
    WindowStatus(WindowState.NOT_NEEDED, why=NotNeeded.OWN_NETWORK),
    WindowStatus(WindowState.UNKNOWN),
    WindowStatus(WindowState.CLOSED),
    WindowStatus(WindowState.CLOSED, logging_in=True),
    an_open_window(),
    an_open_window(timedelta(seconds=42)),
    WindowStatus(WindowState.EXPIRED),
    WindowStatus(WindowState.VOID, why=Void.MOVED),
]


@pytest.fixture
def button(qtbot: QtBot) -> PassButton:
    made = PassButton()
    qtbot.addWidget(made)
    return made


def test_no_two_states_look_alike(button: PassButton) -> None:
    pictures = []
    for status in STATES:
        button.show_status(status, "pop.provider-a.example")
        button.resize(300, 52)
        pictures.append(button.grab().toImage())
    assert all(one != other for index, one in enumerate(pictures) for other in pictures[index + 1 :])


def test_a_screen_reader_hears_name_and_value_when_asking(button: PassButton, qapp: QApplication) -> None:
    button.show_status(an_open_window())
    button.show_status(an_open_window(timedelta(minutes=9, seconds=40)))
    qapp.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    found = QAccessible.queryAccessibleInterface(button)
    assert found.text(QAccessible.Text.Name) == "Authentication window"
    assert "9 minutes 40 seconds left" in found.text(QAccessible.Text.Description)
    assert not button.grab().isNull()


def test_the_arc_turns_only_while_it_is_seen(button: PassButton) -> None:
    motion.keep_still(False)
    button.show_status(WindowStatus(WindowState.CLOSED, logging_in=True), "pop")
    assert not button._turning.isActive()
    button.show()
    assert button._turning.isActive() is not motion.reduced(button)
    button._turn()
    turned = button._look.turn
    button.show_status(WindowStatus(WindowState.CLOSED, logging_in=True), "pop")
    assert button._look.turn == turned
    button.hide()
    assert not button._turning.isActive()
    button.show()
    button.show_status(WindowStatus(WindowState.CLOSED))
    assert not button._turning.isActive()


def test_brief_is_narrower(button: PassButton) -> None:
    button.show_status(an_open_window())
    wide = button.sizeHint().width()
    button.show_brief(True)
    assert button.sizeHint().width() < wide
    assert button.minimumSizeHint().width() <= button.sizeHint().width()


def test_quiet_is_grey(button: PassButton) -> None:
    button.show_status(an_open_window())
    button.resize(button.sizeHint())
    loud = button.grab().toImage()
    button.be_quiet(True)
    assert button.grab().toImage() != loud
