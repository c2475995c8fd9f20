"""The page "POP before send"."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.accounts.account import PopBeforeSend
from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason
from tegata.gui.account_pop_page import AccountPopPage
from tegata.gui.flaw_line import FlawLine
from tegata.relay.learned import Learned
from tests.gui.fake_verbs import an_account, an_open_window


@pytest.fixture
def page(qtbot: QtBot) -> AccountPopPage:
    made = AccountPopPage()
    qtbot.addWidget(made)
    made.load(an_account(), an_open_window())
    made.show()
    return made


@pytest.mark.parametrize("minutes", [10, 0.5, 7.25])
def test_what_is_loaded_comes_back_unchanged(page: AccountPopPage, minutes: float) -> None:
    setting = PopBeforeSend(enabled=True, window=timedelta(minutes=minutes))
    account = an_account(pop_before_send=setting)
    page.load(account, None)
    assert page.apply(account) == account


def test_the_switch_is_worked_by_the_space_bar(page: AccountPopPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed):
        QTest.keyClick(page.switch, Qt.Key.Key_Space)
    assert not page.apply(an_account()).pop_before_send.enabled
    assert page.switch.accessibleName() == "Log in by POP when a letter is sent"


def test_without_a_mailbox_it_says_what_it_takes(page: AccountPopPage) -> None:
    without = an_account(pop=None)
    page.show_servers(without)
    line = page.findChild(FlawLine)
    assert line is not None
    assert line.text == "This takes a POP3 server: enter one under Servers."
    flaw = AccountFlaw(AccountField.POP_BEFORE_SEND_ENABLED, AccountReason.NO_POP_SERVER)
    assert page.show_flaws([flaw])
    assert not page.show_flaws([])


def test_what_is_known_of_the_window_is_shown_and_nothing_else(page: AccountPopPage) -> None:
    assert page.known.isVisible()
    page.load(an_account(), None)
    assert page.known.isHidden()


def test_smtp_auth_is_offered(page: AccountPopPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.auth_wanted):
        QTest.keyClick(page.auth, Qt.Key.Key_Space)


def test_what_the_servers_have_shown_is_told_and_can_be_forgotten(page: AccountPopPage, qtbot: QtBot) -> None:
    assert page.learned.isHidden()
    assert page.forget.isHidden()
    page.show_learned(Learned(accepted_at=540, login_first=True))
    assert page.learned.isVisible()
    assert page.shortened.isHidden()
    page.forget.setFocus()
    with qtbot.waitSignal(page.forget_wanted):
        QTest.keyClick(page.forget, Qt.Key.Key_Space)
    page.show_learned(Learned())
    assert page.learned.isHidden()
    assert page.focusWidget() is page.minutes.lineEdit() or page.minutes.hasFocus()


def test_a_window_that_has_become_shorter_changes_the_setting_on_a_click_only(page: AccountPopPage) -> None:
    page.show_learned(Learned(accepted_at=290, refused_at=370))
    assert page.shortened.isVisible()
    assert page.minutes.value() == 10
    assert page.shortened.button is not None
    assert page.shortened.button.text() == "Set to 5 minutes"
    page.shortened.button.click()
    assert page.minutes.value() == 5
    assert page.shortened.isHidden()
    assert page.apply(an_account()).pop_before_send.window == timedelta(minutes=5)


def test_what_was_learned_is_measured_against_the_setting_as_it_is_typed(page: AccountPopPage) -> None:
    page.show_learned(Learned(accepted_at=290, refused_at=370))
    page.minutes.setValue(5)
    assert page.shortened.isHidden()
    page.minutes.setValue(15)
    assert page.shortened.isVisible()
