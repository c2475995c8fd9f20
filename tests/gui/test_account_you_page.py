"""The page of the person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.accounts.proposals import Proposal
from tegata.gui.account_shelf import new_account
from tegata.gui.account_you_page import AccountYouPage
from tegata.gui.note import Note
from tests.gui.fake_verbs import an_account


@pytest.fixture
def page(qtbot: QtBot) -> AccountYouPage:
    made = AccountYouPage()
    qtbot.addWidget(made)
    made.load(new_account(), is_new=True, is_first=True)
    made.show()
    return made


def test_what_is_loaded_comes_back_unchanged(page: AccountYouPage) -> None:
    account = an_account(signature="Anna\nProvider A")
    page.load(account, is_new=False, is_first=False)
    assert page.apply(account) == account


def test_the_accounts_name_follows_the_address_until_it_was_typed(page: AccountYouPage) -> None:
    QTest.keyClicks(page.address, "anna@a.example")
    assert page.name.text() == "anna@a.example"
    page.name.clear()
    QTest.keyClicks(page.name, "home")
    QTest.keyClicks(page.address, ".jp")
    assert page.name.text() == "home"


def test_a_known_provider_is_proposed(page: AccountYouPage) -> None:
    heard: list[Proposal | None] = []
    page.proposed.connect(heard.append)
    QTest.keyClicks(page.address, "anna@gmail.com")
    *before, last = heard
    assert set(before) == {None}
    assert last is not None
    assert last.provider == "Gmail"


def test_a_provider_that_takes_only_oauth_is_named_as_not_supported(page: AccountYouPage) -> None:
    QTest.keyClicks(page.address, "anna@outlook.com")
    (note,) = (each for each in page.findChildren(Note) if each.isVisible())
    QTest.keyClick(page.address, Qt.Key.Key_Backspace)
    assert note.isHidden()


def test_the_practice_provider_stands_beside_the_first_account_only(
    page: AccountYouPage, qtbot: QtBot
) -> None:
    assert page.practice.isVisible()
    assert page.remove.isHidden()
    with qtbot.waitSignal(page.practice_wanted):
        QTest.keyClick(page.practice.button, Qt.Key.Key_Space)
    page.load(an_account(), is_new=False, is_first=False)
    assert page.practice.isHidden()
    with qtbot.waitSignal(page.remove_wanted):
        QTest.keyClick(page.remove, Qt.Key.Key_Space)
