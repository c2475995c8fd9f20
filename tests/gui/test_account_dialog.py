"""The account window at work."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.accounts.account import Account, Login, Security
from tegata.accounts.auth_switch import to_auth
from tegata.accounts.neighbour import Neighbour
from tegata.delivery.notices import CheckStage, CheckStep, Role
from tegata.gui import calls
from tegata.gui.account_dialog import AccountDialog, Page, Surroundings
from tegata.gui.auth_offer import AuthOffer
from tegata.gui.outbox_question import Question
from tegata.profile import Preferences
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.relay.diagnosis import Remedy
from tegata.relay.learned import Learned
from tegata.tasks import spawn
from tegata.words.gettext import use_language
from tests.gui.fake_verbs import AUTH_SERVER, FakeVerbs, an_account
from tests.gui.waiting import asked


class Opener:
    """Opens the window over a post office."""

    def __init__(self, qtbot: QtBot, logs: Path) -> None:
        self._qtbot, self._logs = qtbot, logs

    def __call__(self, verbs: FakeVerbs) -> AccountDialog:
        dialog = AccountDialog(verbs, Surroundings(Preferences(), self._logs))
        self._qtbot.addWidget(dialog)
        dialog.open()
        return dialog


@pytest.fixture
async def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Opener:
    qapp.setQuitOnLastWindowClosed(False)
    calls.open_up()
    return Opener(qtbot, tmp_path)


@pytest.fixture(autouse=True)
def no_calls_left() -> Iterator[None]:
    yield
    calls.close()


async def offered() -> AuthOffer:
    """Return the offer once it has been found out whether there is anything to offer."""
    while not (isinstance(offer := QApplication.activeModalWidget(), AuthOffer) and offer.found):
        await asyncio.sleep(0)
    return offer


async def settle() -> None:
    for _turn in range(8):
        await asyncio.sleep(0)


def saved(verbs: FakeVerbs) -> list[tuple[object, ...]]:
    return [call for call in verbs.calls if call[0] in {"save_account", "password_given"}]


def type_into_new(dialog: AccountDialog, address: str = "anna@provider-a.example") -> None:
    QTest.keyClicks(dialog.you.display_name, "Anna Berg")
    QTest.keyClicks(dialog.you.address, address)
    QTest.keyClicks(dialog.servers.submission.host, "smtp.provider-a.example")
    QTest.keyClicks(dialog.servers.submission.user, "anna")
    QTest.keyClicks(dialog.servers.submission.password, "sesame")


async def test_a_first_account_is_typed_and_saved(opened: Opener, verbs: FakeVerbs) -> None:
    verbs.the_accounts = []
    dialog = opened(verbs)
    assert dialog.you.practice.isVisible()
    type_into_new(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    await settle()
    first, second = saved(verbs)
    account = first[1]
    assert isinstance(account, Account)
    assert (account.name, account.submission.port) == ("anna@provider-a.example", 465)
    assert account.polling.every is None
    assert second == ("password_given", account.name, Role.SUBMISSION, "sesame", True)
    assert dialog.isHidden()


async def test_nothing_changed_saves_nothing(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    await settle()
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert saved(verbs) == []
    assert dialog.isHidden()


async def test_a_flaw_keeps_the_window_open_and_takes_the_cursor_there(
    opened: Opener, verbs: FakeVerbs
) -> None:
    dialog = opened(verbs)
    dialog.open_page(Page.SERVERS)
    dialog.servers.submission.host.clear()
    QTest.keyClicks(dialog.servers.submission.host, "smtp..x")
    dialog.open_page(Page.YOU)
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert saved(verbs) == []
    assert dialog.page() is Page.SERVERS
    assert "“smtp..x” is not the name of a server." in [row.flaw_text for row in dialog.servers.rows.values()]


async def test_without_a_key_store_it_is_said_plainly(opened: Opener, verbs: FakeVerbs) -> None:
    verbs.keyring_present = False
    dialog = opened(verbs)
    QTest.keyClicks(dialog.servers.pop.password, "sesame")
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert dialog.note.isVisible()
    assert dialog.cancel_button.text() == "Close"


async def test_a_file_that_cannot_be_written_is_said_and_the_form_stays(
    opened: Opener, verbs: FakeVerbs
) -> None:
    class Full(FakeVerbs):
        async def save_account(self, account: Account, *, formerly: str | None = None) -> None:
            raise OSError(28, "No space left on device")

    dialog = opened(Full())
    QTest.keyClicks(dialog.you.display_name, " II")
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert dialog.note.isVisible()
    assert dialog.isVisible()
    assert dialog.you.display_name.text() == "Anna Berg II"


async def test_the_check_walks_the_forms_own_values(opened: Opener, verbs: FakeVerbs) -> None:
    verbs.check_steps = (
        CheckStep(CheckStage.RESOLVE, timedelta(milliseconds=24), None, {"host": "smtp.b.example"}),
    )
    dialog = opened(verbs)
    dialog.open_page(Page.SERVERS)
    dialog.servers.submission.host.clear()
    QTest.keyClicks(dialog.servers.submission.host, "smtp.b.example")
    QTest.keyClicks(dialog.servers.pop.password, "sesame")
    QTest.keyClick(dialog.servers.check, Qt.Key.Key_Space)
    await settle()
    name, account, recipient, passwords = next(call for call in verbs.calls if call[0] == "check")
    assert isinstance(account, Account)
    assert (name, account.submission.host, recipient) == ("check", "smtp.b.example", None)
    assert isinstance(passwords, dict)
    assert set(passwords) == {Role.POP}
    assert len(dialog.servers.steps.steps) == 1
    assert dialog.servers.check.text() == "Check again"
    assert saved(verbs) == []


async def test_a_check_of_flawed_values_says_the_flaws_instead(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    dialog.servers.submission.host.clear()
    dialog.servers.check_wanted.emit()
    await settle()
    assert not [call for call in verbs.calls if call[0] == "check"]
    assert dialog.page() is Page.SERVERS


async def test_a_refusal_in_the_check_leads_to_pop_before_send(opened: Opener, verbs: FakeVerbs) -> None:
    account = verbs.the_accounts[0]
    verbs.the_accounts[0] = replace(account, pop_before_send=replace(account.pop_before_send, enabled=False))
    refused = Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",)))
    verbs.check_steps = (CheckStep(CheckStage.RECIPIENT, timedelta(0), refused, {"address": "x"}),)
    dialog = opened(verbs)
    dialog.servers.check_wanted.emit()
    await settle()
    dialog.servers.steps.remedy.emit(Remedy.POP_LOGIN_AND_RETRY)
    assert dialog.page() is Page.POP
    assert dialog.pop.switch.isChecked()


async def test_edits_outlive_a_look_at_another_account(opened: Opener, verbs: FakeVerbs) -> None:
    verbs.the_accounts.append(an_account("work", address="anna@work.example"))
    dialog = opened(verbs)
    QTest.keyClicks(dialog.you.display_name, " II")
    dialog.side.switcher.chosen.emit(1)
    assert dialog.you.address.text() == "anna@work.example"
    dialog.choose_account("anna")
    assert dialog.you.display_name.text() == "Anna Berg II"
    dialog.choose_account("work")
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert [call[2] for call in saved(verbs)] == ["anna"]


async def test_an_account_is_added(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    QTest.keyClick(dialog.side.add, Qt.Key.Key_Space)
    assert dialog.you.practice.isHidden()
    type_into_new(dialog, "anna@c.example")
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert [account.name for account in verbs.the_accounts] == ["anna", "anna@c.example"]


async def test_an_account_is_removed_after_a_question(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    for deed in (False, True):
        running = spawn(dialog.remove(), "remove")
        question = await asked(Question)
        (question.deed if deed else question.leave).click()
        await running
        assert ([call[0] for call in verbs.calls if call[0] == "remove_account"] != []) is deed


async def test_save_alone_leaves_automatic_checking_off(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    dialog.open_page(Page.POLLING)
    dialog.polling.choice.choose(2)
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert saved(verbs) == []


async def test_a_second_yes_turns_automatic_checking_on(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    dialog.open_page(Page.POLLING)
    dialog.polling.choice.choose(2)
    assert not dialog.polling.consent.turn_on.isEnabled()
    QTest.keyClick(dialog.polling.consent.tick, Qt.Key.Key_Space)
    QTest.keyClick(dialog.polling.consent.turn_on, Qt.Key.Key_Space)
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert verbs.the_accounts[0].polling.every == timedelta(minutes=10)


async def test_program_settings_are_handed_on(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    heard: list[Preferences] = []
    dialog.preferences_changed.connect(heard.append)
    dialog.program.theme.setCurrentIndex(2)
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert heard == [Preferences(theme="dark")]


async def test_smtp_auth_is_tried_from_its_page(opened: Opener, verbs: FakeVerbs) -> None:
    verbs.the_learned["anna"] = Learned(offers_auth=True)
    dialog = opened(verbs)
    dialog.open_page(Page.POP)
    assert dialog.pop.learned.isVisible()
    before = verbs.the_accounts[0]
    dialog.pop.auth.setFocus()
    QTest.keyClick(dialog.pop.auth, Qt.Key.Key_Space)
    offer = await offered()
    assert verbs.the_accounts == [before]
    verbs.the_learned.clear()  # as the post office does for other servers
    QTest.keyClick(offer.switch_button, Qt.Key.Key_Space)
    await settle()
    assert dialog.pop.learned.isHidden()
    (stored,) = verbs.the_accounts
    assert stored.submission == replace(AUTH_SERVER, login=Login.PASSWORD)
    assert (stored.pop, stored.pop_before_send) == (before.pop, before.pop_before_send)
    assert dialog.servers.apply(stored) == stored
    assert dialog.pop.auth.isHidden()
    assert dialog.focusWidget() is dialog.pop.back


async def test_back_from_smtp_auth_in_one_press(opened: Opener, verbs: FakeVerbs) -> None:
    before = verbs.the_accounts[0]
    verbs.the_accounts = [to_auth(before, AUTH_SERVER)]
    dialog = opened(verbs)
    dialog.open_page(Page.POP)
    dialog.pop.back.setFocus()
    QTest.keyClick(dialog.pop.back, Qt.Key.Key_Space)
    await settle()
    assert verbs.the_accounts == [before]
    assert dialog.servers.submission.server() == before.submission
    assert dialog.focusWidget() is dialog.pop.auth


async def test_smtp_auth_not_taken_changes_nothing(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    dialog.servers.remedy.emit(Remedy.SWITCH_TO_AUTH)
    offer = await offered()
    QTest.keyClick(offer, Qt.Key.Key_Escape)
    await settle()
    assert verbs.the_accounts == [an_account()]
    assert dialog.servers.submission.server() == an_account().submission
    assert saved(verbs) == []


async def test_an_unstored_account_is_switched_in_the_form_alone(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    dialog.add_account()
    type_into_new(dialog, "new@provider-a.example")
    dialog.servers.submission.login.setCurrentIndex(0)
    QTest.keyClicks(dialog.servers.pop.host, "pop.provider-a.example")
    QTest.keyClicks(dialog.servers.pop.user, "anna")
    QTest.keyClicks(dialog.servers.pop.password, "sesame")
    dialog._try_auth()
    offer = await offered()
    QTest.keyClick(offer.switch_button, Qt.Key.Key_Space)
    await settle()
    assert saved(verbs) == []
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert verbs.the_accounts[1].submission == replace(AUTH_SERVER, login=Login.PASSWORD)
    assert verbs.passwords == {("new@provider-a.example", role) for role in Role}


async def test_servers_that_cannot_be_asked_are_not(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    dialog.servers.submission.host.clear()
    QTest.keyClick(dialog.pop.auth, Qt.Key.Key_Space)
    await settle()
    assert dialog.page() is Page.SERVERS
    assert verbs.calls == []


async def test_a_password_in_clear_is_not_saved_without_consent(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    column = dialog.servers.pop
    column.security.setCurrentIndex(column.security.findData(Security.NONE))
    column.security.activated.emit(column.security.currentIndex())
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert saved(verbs) == []
    column.consent.setChecked(True)
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert len(saved(verbs)) == 1


async def test_escape_saves_nothing(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    QTest.keyClicks(dialog.you.display_name, " II")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await settle()
    assert dialog.isHidden()
    assert saved(verbs) == []


async def test_a_greeting_that_cannot_be_said_keeps_the_window_open(opened: Opener, verbs: FakeVerbs) -> None:
    dialog = opened(verbs)
    QTest.keyClicks(dialog.program.hello, "my laptop")
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    await settle()
    assert dialog.page() is Page.PROGRAM
    assert dialog.isVisible()


async def test_other_mailers_are_looked_for_in_a_thread(
    qtbot: QtBot, opened: Opener, verbs: FakeVerbs, tmp_path: Path
) -> None:
    threads: list[str] = []

    def look() -> tuple[Neighbour, ...]:
        threads.append(threading.current_thread().name)
        return (Neighbour("Thunderbird", "pop.provider-a.example", "anna", timedelta(minutes=10)),)

    dialog = AccountDialog(verbs, Surroundings(Preferences(), tmp_path, look))
    qtbot.addWidget(dialog)
    dialog.open_page(Page.POLLING)
    dialog.open()
    async with asyncio.timeout(10):
        while not dialog.polling.note.isVisible():
            await asyncio.sleep(0.01)
    assert threads == ["other mailers"]


@pytest.mark.parametrize("language", ["en", "ja"])
async def test_the_name_of_a_server_is_seen_whole(opened: Opener, language: str) -> None:
    use_language(language)
    dialog = opened(FakeVerbs())
    dialog.open_page(Page.SERVERS)
    dialog.resize(948, 648)
    await asyncio.sleep(0.02)
    for host in (dialog.servers.submission.host, dialog.servers.pop.host):
        room = host.width() - 2 * (9 + 1) - 4  # padding and outline by the style sheet, and the cursor
        assert host.fontMetrics().horizontalAdvance(host.text()) <= room
