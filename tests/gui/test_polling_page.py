"""The page "Automatic checking"."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.accounts.account import Polling
from tegata.accounts.neighbour import Neighbour
from tegata.gui.labels import Words
from tegata.gui.polling_page import PollingPage
from tegata.gui.polling_table import BillTable
from tegata.store.ledger import Login
from tests.gui.fake_verbs import NOON, an_account

ON = an_account(polling=Polling(every=timedelta(minutes=15)))


@pytest.fixture
def page(qtbot: QtBot) -> PollingPage:
    made = PollingPage()
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.load(an_account())
    made.show()
    return made


def test_it_is_off_and_shows_no_bill(page: PollingPage) -> None:
    assert page.current_bill() is None
    assert not page.figures.isVisible()
    assert page.apply(an_account()) == an_account()


def test_choosing_an_interval_only_draws_the_bill(page: PollingPage) -> None:
    page.choice.choose(3)
    found = page.current_bill()
    assert found is not None
    assert found.logins_a_day == 96
    assert page.figures.isVisible()
    assert page.apply(an_account()).polling.every is None


def test_the_bill_goes_by_the_window_in_the_form(page: PollingPage) -> None:
    page.choice.choose(3)
    account = an_account()
    short = replace(account, pop_before_send=replace(account.pop_before_send, window=timedelta(minutes=5)))
    page.show_account(short)
    found = page.current_bill()
    assert found is not None
    assert round(found.luck * 100) == 33


def test_where_it_is_on_it_says_what_the_logins_were_good_for(page: PollingPage) -> None:
    page.load(ON)
    page.show_logins([Login(NOON, useful=True), Login(NOON, useful=False), Login(NOON, useful=False)])
    assert page._state.text().endswith("3 logins in the last 24 hours, 1 of them useful.")
    page.choice.choose(0)
    assert "24 hours" not in page._state.text()


def test_off_turns_it_off_without_a_question(page: PollingPage) -> None:
    page.load(ON)
    assert page.choice.current() == 3
    assert not page.consent.isVisible()
    page.choice.choose(0)
    assert page.apply(ON).polling.every is None


def test_leave_off_goes_back(page: PollingPage) -> None:
    page.choice.choose(2)
    QTest.keyClick(page.consent.leave, Qt.Key.Key_Space)
    assert page.choice.current() == 0
    assert page.choice.segments[0].hasFocus()
    assert page.apply(an_account()).polling.every is None


def test_another_interval_takes_another_yes(page: PollingPage) -> None:
    page.load(ON)
    page.choice.choose(1)
    assert page.consent.isVisible()
    assert page.apply(ON).polling.every == timedelta(minutes=15)
    QTest.keyClick(page.consent.tick, Qt.Key.Key_Space)
    QTest.keyClick(page.consent.turn_on, Qt.Key.Key_Space)
    assert page.apply(ON).polling.every == timedelta(minutes=5)
    assert not page.consent.isVisible()


def test_without_a_mailbox_there_is_nothing_to_turn_on(page: PollingPage) -> None:
    page.load(an_account(pop=None))
    page.choice.choose(3)
    assert not page.consent.isVisible()


def test_five_real_letters_replace_the_example(page: PollingPage) -> None:
    page.choice.choose(3)
    page.show_letters([timedelta(hours=h) for h in (8, 9, 10, 11, 12)])
    found = page.current_bill()
    assert found is not None
    assert len(found.letters) == 5


def test_the_plots_speak_and_open_as_a_table(page: PollingPage) -> None:
    page.choice.choose(3)
    assert page.day.accessibleName().startswith("96 logins, 3 useful; 1 of 4 letters would fail")
    page.day.table_wanted.emit()
    (table,) = page.findChildren(BillTable)
    assert table.isVisible()
    table.close()
    QApplication.processEvents()
    assert not page.grab().isNull()


def test_another_mailer_that_checks_this_mailbox_is_named(page: PollingPage) -> None:
    assert not page.note.isVisible()
    page.show_neighbours([Neighbour("Thunderbird", "imap.provider-a.example", "anna", timedelta(minutes=10))])
    assert page.note.isVisible()
    said = [words.text() for words in page.note.findChildren(Words)]
    assert said[0] == "Thunderbird checks this mailbox every 10 minutes."
    assert said[1].startswith("That is why sending worked")
    page.load(an_account("work", pop=None))
    assert not page.note.isVisible()
    page.load(an_account())
    assert page.note.isVisible()
