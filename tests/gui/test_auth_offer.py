"""The offer of SMTP AUTH: tried first, taken by a press, given up by Esc."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tegata.accounts.account import Account
from tegata.delivery.notices import AuthTrial, AuthWorks, Role
from tegata.gui.auth_offer import AuthOffer, offer_auth, switch_by_offer
from tegata.gui.labels import Words
from tegata.gui.password_dialog import PasswordDialog
from tegata.gui.transcript_quote import Quote
from tegata.protocols.outcome import Declined, Objection, Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.secret import Secret
from tegata.tasks import spawn
from tests.gui.fake_verbs import AUTH_SERVER, FakeVerbs, Unanswered, an_account

WRONG = Refused(Phase.AUTH, SmtpReply(535, ("5.7.8 Authentication failed",)))


@pytest.fixture
def offer(qtbot: QtBot) -> AuthOffer:
    made = AuthOffer(an_account())
    qtbot.addWidget(made)
    made.show()
    return made


def said(offer: AuthOffer) -> list[str]:
    return [words.text() for words in offer.findChildren(Words) if words.isVisible()]


async def test_while_it_is_tried_there_is_nothing_to_take(offer: AuthOffer) -> None:
    assert said(offer)[0] == "Trying SMTP AUTH…"
    assert offer.switch_button.isHidden()
    assert offer.close_button.text() == "Cancel"


async def test_what_works_can_be_taken_by_return(offer: AuthOffer) -> None:
    offer.show_trial(AuthWorks(AUTH_SERVER))
    assert said(offer)[0] == "SMTP AUTH works on port 587"
    QTest.keyClick(offer, Qt.Key.Key_Return)
    assert offer.result() == AuthOffer.DialogCode.Accepted.value


async def test_what_does_not_work_can_only_be_closed(offer: AuthOffer) -> None:
    offer.show_trial(WRONG)
    assert offer.switch_button.isHidden()
    assert offer.close_button.text() == "Close"
    quote = offer.findChild(Quote)
    assert quote is not None
    assert quote.text() == "535 5.7.8 Authentication failed"
    assert not offer.grab().isNull()


class Forgetful(FakeVerbs):
    """Has no password until one is given."""

    async def try_auth(self, account: Account, *, passwords: dict[Role, Secret] | None = None) -> AuthTrial:
        missing = Declined(Phase.AUTH, Objection.NO_PASSWORD)
        self.auth_trial = AuthWorks(AUTH_SERVER) if self.passwords else missing
        return await super().try_auth(account, passwords=passwords)


async def test_a_missing_password_is_asked_for_once(qtbot: QtBot) -> None:
    verbs, window = Forgetful(), QWidget()
    qtbot.addWidget(window)
    asking = spawn(offer_auth(verbs, an_account(), window), "offer")
    while not isinstance(question := QApplication.activeModalWidget(), PasswordDialog):
        await asyncio.sleep(0)
    question.line.setText("sesame")
    question.accept()
    while not (isinstance(offer := QApplication.activeModalWidget(), AuthOffer) and offer.found):
        await asyncio.sleep(0)
    offer.switch_button.click()
    assert await asking == AUTH_SERVER
    assert [call[0] for call in verbs.calls] == ["try_auth", "password_given", "try_auth"]


async def test_closed_the_trial_ends(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    verbs, trial, window = FakeVerbs(), Unanswered(), QWidget()
    monkeypatch.setattr(verbs, "try_auth", trial.ask)
    qtbot.addWidget(window)
    asking = spawn(offer_auth(verbs, an_account(), window), "offer")
    while not isinstance(offer := QApplication.activeModalWidget(), AuthOffer):
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    QTest.keyClick(offer, Qt.Key.Key_Escape)
    assert await asking is None
    await asyncio.sleep(0)
    assert trial.given_up


async def test_the_switch_is_made_where_it_is_wanted(qtbot: QtBot, verbs: FakeVerbs, running: None) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    task = spawn(switch_by_offer(verbs, an_account(), window), "offer")
    await asyncio.sleep(0.01)
    (offer,) = window.findChildren(AuthOffer)
    QTest.keyClick(offer, Qt.Key.Key_Return)
    assert await task
    assert ("switch_to_auth", "anna", AUTH_SERVER) in verbs.calls
