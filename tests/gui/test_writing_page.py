"""The footer while writing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.writing_page import WritingPage
from tegata.store.departure import SendAt
from tests.gui.fake_verbs import NOON, FakeVerbs


def page_of(qtbot: QtBot, verbs: FakeVerbs) -> WritingPage:
    page = WritingPage(verbs)
    qtbot.addWidget(page)
    page.resize(840, 68)
    page.show()
    return page


def test_send_and_attach_are_heard(qtbot: QtBot, verbs: FakeVerbs) -> None:
    page = page_of(qtbot, verbs)
    with qtbot.waitSignal(page.send):
        QTest.keyClick(page.send_button.main, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.attach):
        QTest.keyClick(page.attach_button, Qt.Key.Key_Space)


def test_the_small_half_and_the_tool_open_a_choice_of_times(qtbot: QtBot, verbs: FakeVerbs) -> None:
    page = page_of(qtbot, verbs)
    QTest.keyClick(page.later_button, Qt.Key.Key_Space)
    assert page.later_menu.isVisible()
    page.later_menu.close()
    QTest.keyClick(page.send_button.half, Qt.Key.Key_Space)
    menu = page.later_menu
    assert menu.isVisible()
    with qtbot.waitSignal(page.later) as heard:
        menu.actions()[1].trigger()
    assert isinstance(heard.args[0], SendAt)
    menu.close()


def test_saved_is_said_and_shortened_to_its_sign(qtbot: QtBot, verbs: FakeVerbs) -> None:
    page = page_of(qtbot, verbs)
    page.saved.say_kept(NOON)
    assert page.saved.toolTip().startswith("Saved")
    assert page.saved.accessibleName() == ""  # its words are there to be read
    wide = page.saved.sizeHint().width()
    page.show_width(600)
    assert page.saved.accessibleName().startswith("Saved")
    assert page.saved.sizeHint().width() < wide
    page.saved.say_failed("The disk is full")
    assert page.saved.toolTip() == "The disk is full"
    assert not page.grab().isNull()


def test_narrow_the_small_half_alone_leads_to_later(qtbot: QtBot, verbs: FakeVerbs) -> None:
    page = page_of(qtbot, verbs)
    page.show_width(480)
    assert not page.later_button.isVisible()
    page.choose_when()
    assert page.later_menu.isVisible()
    page.later_menu.close()
