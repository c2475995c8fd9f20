"""The head of a letter: fields, links, flaws at their place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.compose_head import ComposeHead
from tegata.mail.flaw import Field, Flaw, Reason
from tests.gui.fake_verbs import an_account


@pytest.fixture
def head(qtbot: QtBot) -> ComposeHead:
    made = ComposeHead()
    qtbot.addWidget(made)
    made.resize(800, 200)
    made.show()
    return made


def test_the_links_open_their_rows(head: ComposeHead) -> None:
    assert not head.row(Field.CC).isVisible()
    QTest.keyClick(head.cc_link, Qt.Key.Key_Space)
    assert head.row(Field.CC).isVisible()
    assert not head.cc_link.isVisible()
    assert head.window().focusWidget() is head.cc.line
    QTest.keyClick(head.bcc_link, Qt.Key.Key_Space)
    assert head.row(Field.BCC).isVisible()


def test_a_flaw_in_a_hidden_row_opens_it(head: ComposeHead) -> None:
    head.say_flaws([Flaw(Field.BCC, Reason.NO_AT_SIGN, "nobody")])
    assert head.row(Field.BCC).isVisible()
    assert "nobody" in head.row(Field.BCC).flaw_text
    assert head.window().focusWidget() is head.bcc.line


def test_a_bad_address_is_said_as_soon_as_it_is_one(head: ComposeHead) -> None:
    QTest.keyClicks(head.to.line, "nobody,")
    assert "no @" in head.row(Field.TO).flaw_text
    QTest.keyClick(head.to._chips[0], Qt.Key.Key_Delete)
    assert head.row(Field.TO).flaw_text == ""


def test_typing_a_subject_takes_its_flaw_away(qtbot: QtBot, head: ComposeHead) -> None:
    head.say_flaws([Flaw(Field.SUBJECT, Reason.CONTROL_CHARACTER)])
    with qtbot.waitSignal(head.changed):
        QTest.keyClicks(head.subject, "x")
    assert head.row(Field.SUBJECT).flaw_text == ""


def test_the_switch_belongs_to_the_account(qtbot: QtBot, head: ComposeHead) -> None:
    account = an_account()
    head.show_account([account], account)
    assert head.switch.isChecked()
    with qtbot.waitSignal(head.switched, check_params_cb=lambda on: on is False):
        QTest.keyClick(head.switch, Qt.Key.Key_Space)
    head.show_account([], None)
    assert not head.switch.isEnabled()
    assert head.switch.toolTip()


def test_the_focus_goes_to_the_first_empty_field(head: ComposeHead) -> None:
    assert head.focus_first_empty()
    assert head.window().focusWidget() is head.to.line
    head.to.set_texts(["yuki@b.example"])
    assert head.focus_first_empty()
    assert head.window().focusWidget() is head.subject
    head.subject.setText("Contract")
    assert not head.focus_first_empty()


def test_what_is_being_typed_is_settled_everywhere(head: ComposeHead) -> None:
    head.open_row(Field.CC)
    head.to.line.setText("a@b.example")
    head.cc.line.setText("c@d.example")
    head.settle()
    assert (head.to.line.text(), head.cc.line.text()) == ("", "")


def test_where_it_is_narrow_the_address_goes(head: ComposeHead) -> None:
    account = an_account()
    head.show_account([account], account)
    wide = head.account.sizeHint().width()
    head.show_narrow(500)
    assert head.account.sizeHint().width() < wide


def test_tab_goes_from_field_to_field_and_back_to_the_links(head: ComposeHead) -> None:
    def tab(key: Qt.Key = Qt.Key.Key_Tab) -> object:
        QTest.keyClick(head.window().focusWidget(), key)
        return head.window().focusWidget()

    head.to.setFocus()
    assert tab() is head.subject
    assert tab(Qt.Key.Key_Backtab) is head.to.line
    assert tab(Qt.Key.Key_Backtab) is head.bcc_link
    head.open_row(Field.CC)
    head.to.setFocus()
    assert (tab(), tab()) == (head.cc.line, head.subject)
