"""Alt and a letter: what leads where, in every window and menu, in both languages."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button
from tegata.gui.check_box import Check, Radio
from tegata.gui.check_leaving import LeavingList
from tegata.gui.check_list import CheckList
from tegata.gui.mnemonics import FieldLabel, Marked
from tegata.gui.outbox_page import OutboxPage
from tegata.gui.polling_choice import IntervalChoice
from tegata.gui.segments import Segments
from tegata.gui.switch import Switch
from tegata.gui.tool_bar import SettingsTool, ToolButton
from tegata.words.gettext import use_language
from tegata.words.mnemonics import letter
from tests.gui.every_window import every_menu, every_window

ALT = Qt.KeyboardModifier.AltModifier
ONE_OF_MANY = (OutboxPage, CheckList, LeavingList, IntervalChoice, Segments)
"""Arrows, Tab and a row's menu lead through these."""


class Form(QWidget):
    """A button, a field with its word, and a switch with one."""

    def __init__(self) -> None:
        super().__init__()
        self.button = Button("送信(&S)")
        self.line = QLineEdit()
        self.label = FieldLabel("&To", self.line)
        self.switch = Switch("")
        self.switch_label = FieldLabel("&Notices", self.switch)
        self.column = QVBoxLayout(self)
        for part in (self.button, self.label, self.line, self.switch_label, self.switch):
            self.column.addWidget(part)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_alt_and_the_letter_press_a_button(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.button.clicked):
        QTest.keyClick(form.line, Qt.Key.Key_S, ALT)


def test_alt_and_the_letter_lead_to_the_field_beside_the_word(form: Form) -> None:
    form.button.setFocus()
    QTest.keyClick(form, Qt.Key.Key_T, ALT)
    assert form.line.hasFocus()
    QTest.keyClick(form, Qt.Key.Key_N, ALT)
    assert form.switch.hasFocus()
    assert form.switch.isChecked()


def test_names_are_free_of_the_mark_and_say_the_key(form: Form) -> None:
    assert form.button.text() == "送信"
    heard = QAccessible.queryAccessibleInterface(form.button)
    assert heard.text(QAccessible.Text.Name) == "送信"
    assert form.button.shortcut() == QKeySequence("Alt+S")
    assert QAccessible.queryAccessibleInterface(form.label).text(QAccessible.Text.Name) == "To"


def test_other_words_take_another_letter_and_what_is_meant_stays(qtbot: QtBot) -> None:
    button = Button("&Cancel")
    qtbot.addWidget(button)
    button.setText("Fish && chi&ps")
    assert button.shortcut() == QKeySequence("Alt+P")
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Fish & chips"
    button.setText("Close")
    assert button.shortcut().isEmpty()


def test_the_letter_is_underlined_while_alt_is_held_down(form: Form) -> None:
    at_rest = _picture(form)
    QTest.keyPress(form.line, Qt.Key.Key_Alt)
    held = _picture(form)
    QTest.keyRelease(form.line, Qt.Key.Key_Alt)
    assert held != at_rest
    assert _picture(form) == at_rest


@pytest.mark.parametrize("make", [Button, Check, Radio, Switch, lambda words: ToolButton(words, "mails")])
def test_every_kind_of_button_is_drawn_with_its_letter(form: Form, make: type[Button]) -> None:
    button = make("&Later")
    form.column.addWidget(button)
    button.show()
    at_rest = button.grab().toImage()
    QTest.keyPress(form.line, Qt.Key.Key_Alt)
    held = button.grab().toImage()
    QTest.keyRelease(form.line, Qt.Key.Key_Alt)
    assert held != at_rest


def test_a_window_that_loses_the_keyboard_does_not_hear_alt_let_go(form: Form, qtbot: QtBot) -> None:
    at_rest = _picture(form)
    QTest.keyPress(form.button, Qt.Key.Key_Alt)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    assert _picture(form) == at_rest


@pytest.fixture(params=["en", "ja"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    yield use_language(request.param)
    use_language("en")


@pytest.mark.usefixtures("spoken", "running")
async def test_every_button_and_field_of_every_window_has_a_letter_of_its_own(tmp_path: Path) -> None:
    seen = 0
    async for name, window in every_window(tmp_path):
        words = [*_words_in(window)]
        assert [each for each in words if not letter(each)] == [], name
        assert _twice(words) == [], name
        assert not _taken(window) & {letter(each) for each in words}, name
        seen += len(words)
    assert seen > 300


@pytest.mark.usefixtures("spoken", "running")
async def test_every_entry_of_every_menu_has_a_letter_of_its_own() -> None:
    for name, menu in every_menu():
        words = [each.text() for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
        assert words, name
        assert [each for each in words if not letter(each)] == [], name
        assert _twice(words) == [], name


def _words_in(window: QWidget) -> Iterator[str]:
    """Yield the marked words of the buttons, and of the labels beside fields, that can be seen."""
    seen = [each for each in window.findChildren(QWidget) if each.isVisibleTo(window)]
    for part in (each for each in seen if not _is_one_of_many(each)):
        if isinstance(part, QLabel) and part.buddy() is not None and not _has_words(part.buddy()):
            yield part.text()
        elif isinstance(part, Marked) and _has_words(part):
            yield part.marked_text


def _has_words(part: QWidget | None) -> bool:
    """Whether it is a button with words of its own; the gear of the settings never shows its."""
    return isinstance(part, Marked) and bool(part.text()) and not isinstance(part, SettingsTool)


def _is_one_of_many(widget: QWidget) -> bool:
    return any(isinstance(each, ONE_OF_MANY) for each in _above(widget))


def _above(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _twice(words: list[str]) -> list[str]:
    counted = Counter(letter(each) for each in words)
    return [each for each in words if counted[letter(each)] > 1]


def _taken(window: QWidget) -> set[str]:
    """Return the letters that Alt alone brings to something else in the window."""
    keys = [each.key().toString() for each in window.findChildren(QShortcut)]
    return {key.removeprefix("Alt+") for key in keys if key.startswith("Alt+")}


def _picture(form: QWidget) -> QImage:
    QApplication.processEvents()
    return form.grab().toImage()
