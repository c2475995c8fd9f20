"""The page of servers."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.accounts.account import Login, Security
from tegata.accounts.proposals import propose
from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason
from tegata.delivery.notices import CheckStage, CheckStep, Role
from tegata.gui.account_servers_page import AccountServersPage
from tegata.gui.account_shelf import new_account
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.relay.diagnosis import Remedy
from tests.gui.fake_verbs import an_account

REFUSED = Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",)))


@pytest.fixture
def page(qtbot: QtBot) -> AccountServersPage:
    made = AccountServersPage()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.load(an_account())
    made.show()
    QApplication.processEvents()
    return made


def test_what_is_loaded_comes_back_unchanged(page: AccountServersPage) -> None:
    assert page.apply(an_account()) == an_account()


def test_two_columns_are_one_where_it_is_narrow(page: AccountServersPage) -> None:
    assert page.submission.y() == page.pop.y()
    page.resize(700, 600)
    QApplication.processEvents()
    assert page.submission.y() < page.pop.y()
    assert page.submission.x() == page.pop.x()


def test_a_proposal_fills_empty_forms_and_no_others(page: AccountServersPage) -> None:
    proposal = propose("anna@gmail.com")
    assert proposal is not None
    page.take(proposal)
    assert page.submission.host.text() == "smtp.provider-a.example"
    page.load(new_account())
    page.take(proposal)
    assert page.submission.host.text() == "smtp.gmail.com"
    assert page.pop.port.text() == "995"


def test_a_proposal_gives_way_to_that_for_another_address(page: AccountServersPage) -> None:
    page.load(new_account())
    page.take(propose("anna@gmail.com"))
    page.take(propose("anna@gmx.net"))
    assert page.submission.host.text() == "mail.gmx.net"
    page.take(propose("anna@provider-a.example"))
    assert page.apply(new_account()) == new_account()


def test_a_proposal_that_was_changed_by_hand_stays(page: AccountServersPage) -> None:
    page.load(new_account())
    page.take(propose("anna@gmail.com"))
    page.submission.user.setText("berg@gmail.com")
    page.take(propose("anna@gmx.net"))
    assert page.submission.host.text() == "smtp.gmail.com"
    assert page.pop.host.text() == "pop.gmx.net"


def test_one_password_does_for_both_where_both_know_one_user(page: AccountServersPage) -> None:
    proposal = propose("anna@gmail.com")
    assert proposal is not None
    page.load(new_account())
    page.take(proposal)
    page.pop.password.setText("sesame")
    assert {role: secret.reveal() for role, secret in page.typed_passwords().items()} == {
        Role.SUBMISSION: "sesame",
        Role.POP: "sesame",
    }


def test_without_smtp_auth_a_mailbox_password_is_the_mailboxs_alone(page: AccountServersPage) -> None:
    page.pop.password.setText("sesame")
    assert set(page.typed_passwords()) == {Role.POP}


def test_a_failed_step_opens_and_its_remedy_changes_the_form(page: AccountServersPage) -> None:
    page.show_step(CheckStep(CheckStage.RESOLVE, timedelta(0), None, {"host": "x"}), an_account())
    page.show_step(CheckStep(CheckStage.RECIPIENT, timedelta(0), REFUSED, {"address": "x"}), an_account())
    heard: list[Remedy] = []
    page.remedy.connect(heard.append)
    page.steps.remedy.emit(Remedy.POP_LOGIN_AND_RETRY)
    page.steps.remedy.emit(Remedy.USE_PORT_587)
    page.steps.remedy.emit(Remedy.SWITCH_TO_AUTH)
    page.steps.remedy.emit(Remedy.ENTER_PASSWORD)
    assert heard == [Remedy.POP_LOGIN_AND_RETRY, Remedy.SWITCH_TO_AUTH]
    server = page.submission.server()
    assert server is not None
    assert (server.port, server.security, server.login) == (587, Security.STARTTLS, Login.NONE)


def test_a_new_check_starts_over(page: AccountServersPage) -> None:
    page.show_step(CheckStep(CheckStage.RESOLVE, timedelta(0), None, {"host": "x"}), an_account())
    page.show_running(running=True)
    assert page.check.text() == "Checking…"
    page.clear_check()
    assert page.steps.steps == []
    page.show_running(running=False)
    assert page.check.text() == "Check again"


def test_a_password_in_clear_without_consent_is_something_to_mend(page: AccountServersPage) -> None:
    flaw = AccountFlaw(AccountField.POP_CLEARTEXT, AccountReason.CLEARTEXT_PASSWORD)
    assert page.show_flaws([flaw])
    assert not page.show_flaws([])


def test_kept_passwords_are_hinted_at(page: AccountServersPage) -> None:
    page.show_kept(frozenset({Role.POP}))
    assert page.pop.password.placeholderText()
    assert not page.submission.password.placeholderText()


def test_tab_goes_from_the_check_to_what_it_found(page: AccountServersPage) -> None:
    page.show_step(CheckStep(CheckStage.RECIPIENT, timedelta(0), REFUSED, {"address": "x"}), an_account())
    after = page.check.nextInFocusChain()
    assert after is not None
    assert page.steps.isAncestorOf(after)
