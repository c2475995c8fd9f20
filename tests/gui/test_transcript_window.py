"""The transcript viewer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button
from tegata.gui.fields import Combo
from tegata.gui.transcript_window import TranscriptWindow
from tegata.store.parcel import Attempt
from tests.gui.fake_verbs import NOON

FIRST = Attempt(1, NOON, NOON, (), "S: 220 ready\nC: EHLO [127.0.0.1]")
SECOND = Attempt(2, NOON, NOON, (), "S: 421 busy")


def viewer(qtbot: QtBot, *attempts: Attempt) -> TranscriptWindow:
    window = TranscriptWindow("Invoice", attempts, NOON)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_newest_attempt_comes_first_and_earlier_ones_can_be_chosen(qtbot: QtBot) -> None:
    window = viewer(qtbot, FIRST, SECOND)
    assert window.text() == SECOND.transcript
    choice = window.findChild(Combo)
    assert choice is not None
    assert choice.itemText(0) == "Attempt 2, 14:22"
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert window.text() == FIRST.transcript


def test_one_attempt_needs_no_choice(qtbot: QtBot) -> None:
    choice = viewer(qtbot, FIRST).findChild(Combo)
    assert choice is not None
    assert choice.isHidden()


def test_copy_takes_what_is_shown(qtbot: QtBot) -> None:
    window = viewer(qtbot, FIRST)
    copy = next(button for button in window.findChildren(Button) if button.text() == "Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == FIRST.transcript


def test_without_attempts_it_says_so(qtbot: QtBot) -> None:
    assert viewer(qtbot).text() == "Nothing has gone over the wire yet."


def test_the_mark_of_the_mailbox_is_explained_where_it_occurs(qtbot: QtBot) -> None:
    lines = ("   0.000 --- connected", "   0.012 pop S: +OK ready", "   0.013 S: 220 ready")
    window = viewer(qtbot, Attempt(1, NOON, NOON, (), lines[2]), Attempt(2, NOON, NOON, (), "\n".join(lines)))
    assert "“pop”" in window.legend.text()
    choice = window.findChild(Combo)
    assert choice is not None
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert window.legend.text() == "C is Tegata, S the server. Passwords are never written down."


def test_a_server_that_talks_of_pop_has_made_no_mark(qtbot: QtBot) -> None:
    window = viewer(qtbot, Attempt(1, NOON, NOON, (), "   0.012 S: 550 pop S: first"))
    assert "“pop”" not in window.legend.text()


def test_making_it_shows_nothing_yet(qtbot: QtBot, windows_shown: list[str]) -> None:
    qtbot.addWidget(TranscriptWindow("Invoice", (FIRST, SECOND), NOON))
    assert windows_shown == []
