"""A login by hand."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import LoggedIn, LoginResult, Role
from tegata.gui.outbox_login import log_in_by_hand
from tegata.gui.password_dialog import PasswordDialog
from tegata.protocols.outcome import Declined, Objection, Phase
from tegata.tasks import spawn
from tests.gui.fake_verbs import FakeVerbs, an_account, an_open_window
from tests.gui.waiting import asked

MISSING = Declined(Phase.POP, Objection.NO_PASSWORD)


class Forgetful(FakeVerbs):
    """Has no password until one is given."""

    async def login_now(self, account: str) -> LoginResult:
        self.login_result = LoggedIn(an_open_window(), 3) if self.passwords else MISSING
        return await super().login_now(account)


async def test_the_password_is_asked_for_and_used_at_once(qtbot: QtBot) -> None:
    verbs, window = Forgetful(), QWidget()
    qtbot.addWidget(window)
    running = spawn(log_in_by_hand(verbs, "anna", window), "log in")
    dialog = await asked(PasswordDialog)
    QTest.keyClicks(dialog.line, "sesame")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert isinstance(await running, LoggedIn)
    assert verbs.calls == [
        ("login_now", "anna"),
        ("password_given", "anna", Role.POP, "sesame", True),
        ("login_now", "anna"),
    ]


async def test_no_password_is_an_answer_too(qtbot: QtBot) -> None:
    verbs, window = Forgetful(), QWidget()
    qtbot.addWidget(window)
    running = spawn(log_in_by_hand(verbs, "anna", window), "log in")
    QTest.keyClick(await asked(PasswordDialog), Qt.Key.Key_Escape)
    assert await running == MISSING
    assert verbs.calls == [("login_now", "anna")]


async def test_other_results_ask_nothing(qtbot: QtBot, verbs: FakeVerbs) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert isinstance(await log_in_by_hand(verbs, "anna", window), LoggedIn)
    verbs.login_result = MISSING
    verbs.the_accounts = [an_account(pop=None)]
    assert await log_in_by_hand(verbs, "anna", window) == MISSING
