"""Buttons: keys press them, names name them, and they look like what they are."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tegata.gui.account_button import AccountButton
from tegata.gui.account_switcher import AccountSwitcher
from tegata.gui.buttons import Button, IconButton, Kind, SplitButton
from tegata.gui.pass_button import PassButton
from tegata.gui.popup_list import Entry
from tegata.gui.tool_bar import ToolButton


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_looks_different_disabled(qtbot: QtBot, kind: Kind) -> None:
    button = Button("Send again", kind)
    qtbot.addWidget(button)
    enabled = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != enabled


def test_space_presses(qtbot: QtBot) -> None:
    button = Button("Send again")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Try again"),
        lambda: IconButton("Attach", "paperclip"),
        lambda: ToolButton("Outbox", "mails"),
        lambda: Entry("Plans", "bob@b.example"),
        PassButton,
        AccountButton,
        AccountSwitcher,
    ],
)
def test_return_presses_the_button_that_has_the_focus(
    qtbot: QtBot, make: Callable[[], QAbstractButton], key: Qt.Key
) -> None:
    """In a window that is no dialog Qt leaves that to Space."""
    button = make()
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked, timeout=1000):
        QTest.keyClick(button, key)


def test_control_return_is_left_to_the_window(qtbot: QtBot) -> None:
    button = Button("Try again")
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_heights_are_32_and_40(qtbot: QtBot) -> None:
    small, big = Button("Save"), Button("Save", Kind.PRIMARY).big()
    qtbot.addWidget(small)
    qtbot.addWidget(big)
    assert small.sizeHint().height() == 32
    assert big.sizeHint().height() == 40


def test_a_mnemonic_takes_no_room(qtbot: QtBot) -> None:
    plain, marked = Button("Save"), Button("&Save")
    qtbot.addWidget(plain)
    qtbot.addWidget(marked)
    assert plain.sizeHint() == marked.sizeHint()


def test_a_flush_button_begins_at_its_edge(qtbot: QtBot) -> None:
    loose, flush = Button("Look", Kind.QUIET), Button("Look", Kind.QUIET).flush()
    qtbot.addWidget(loose)
    qtbot.addWidget(flush)
    assert flush.sizeHint().width() < loose.sizeHint().width()


def test_changing_the_kind_changes_the_look(qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    before = button.grab().toImage()
    button.set_kind(Kind.PRIMARY)
    assert button.grab().toImage() != before


def test_an_icon_buttons_name_is_its_tool_tip_with_the_shortcut(qtbot: QtBot) -> None:
    button = IconButton("Attach files", "paperclip", "Ctrl+Shift+A")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip()
    assert "Ctrl+Shift+A" in button.toolTip()
    assert button.width() >= 28
    assert not button.grab().isNull()


def test_the_halves_of_a_split_button_say_different_things(qtbot: QtBot) -> None:
    split = SplitButton("Send", "send", "More ways to send")
    qtbot.addWidget(split)
    with qtbot.waitSignal(split.clicked):
        QTest.keyClick(split.main, Qt.Key.Key_Space)
    with qtbot.waitSignal(split.more):
        QTest.keyClick(split.half, Qt.Key.Key_Space)
    assert split.half.accessibleName() == "More ways to send"
    assert not split.grab().isNull()
