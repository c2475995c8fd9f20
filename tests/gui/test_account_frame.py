"""The account window's frame."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tegata.gui.account_frame import AccountFrame, Page
from tests.gui.fake_verbs import an_account


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> AccountFrame:
    made = AccountFrame(tmp_path)
    qtbot.addWidget(made)
    made.side.switcher.show_accounts([an_account()], 0)
    made.show()
    return made


def test_the_list_turns_the_pages(frame: AccountFrame) -> None:
    assert frame.page() is Page.YOU
    QTest.keyClick(frame.side.list, Qt.Key.Key_End)
    assert frame.page() is Page.PROGRAM
    frame.open_page(Page.POP)
    assert frame.page() is Page.POP
    assert frame.side.list.currentRow() == Page.POP


def test_narrow_has_a_box_on_top_instead_of_the_list(frame: AccountFrame) -> None:
    frame.resize(700, 600)
    QApplication.processEvents()
    assert frame.side.isHidden()
    assert frame.top.isVisible()
    frame.top.activated.emit(int(Page.SERVERS))
    assert frame.page() is Page.SERVERS
    frame.resize(900, 600)
    QApplication.processEvents()
    assert frame.side.isVisible()
    assert not frame.top.isVisible()


@pytest.mark.parametrize("field", ["name", "signature"])
def test_what_is_being_composed_is_taken_in_by_a_press_elsewhere(frame: AccountFrame, field: str) -> None:
    composed_in = getattr(frame.you, field)
    QCoreApplication.sendEvent(composed_in, QInputMethodEvent("手形", []))
    QTest.mousePress(frame.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    text = composed_in.text() if isinstance(composed_in, QLineEdit) else composed_in.toPlainText()
    assert text == "手形"


def test_something_said_stays_above_the_footer(frame: AccountFrame) -> None:
    assert not frame.note.isVisible()
    frame.say("There is no key store on this computer.", "")
    assert frame.note.isVisible()
