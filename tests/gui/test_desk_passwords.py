"""Asking for passwords."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.accounts.account import Login, Security, Server
from tegata.delivery.notices import PasswordNeeded, Role
from tegata.gui.desk_passwords import DeskPasswords, roles
from tegata.gui.password_dialog import PasswordDialog
from tests.gui.fake_verbs import FakeVerbs, an_account

pytestmark = pytest.mark.usefixtures("running")
NEEDED = PasswordNeeded("anna", Role.POP, refused=True)


class Asking:
    """A desk's passwords, with a window to ask in."""

    def __init__(self, qtbot: QtBot, verbs: FakeVerbs) -> None:
        self.window: QWidget | None = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.said: list[str] = []
        self.passwords = DeskPasswords(
            verbs, lambda: self.window, lambda headline, _detail: self.said.append(headline)
        )

    def dialogs(self) -> list[PasswordDialog]:
        assert self.window is not None
        return [each for each in self.window.findChildren(PasswordDialog) if each.isVisible()]

    async def answer(self, text: str) -> None:
        await asyncio.sleep(0.01)
        (dialog,) = self.dialogs()
        QTest.keyClicks(dialog.line, text)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        await asyncio.sleep(0.01)


async def test_what_is_needed_is_asked_once_and_given(qtbot: QtBot, verbs: FakeVerbs) -> None:
    asking = Asking(qtbot, verbs)
    asking.passwords.hear(NEEDED)
    asking.passwords.hear(NEEDED)
    await asking.answer("hunter2")
    assert verbs.calls == [("password_given", "anna", Role.POP, "hunter2", True)]
    assert asking.said == []


async def test_without_a_keyring_that_is_said(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.keyring_present = False
    asking = Asking(qtbot, verbs)
    asking.passwords.hear(NEEDED)
    await asking.answer("hunter2")
    assert asking.said == ["There is no key store on this computer."]


async def test_what_is_refused_beside_a_locked_keyring_is_not_kept(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.keyring_locked = True
    asking = Asking(qtbot, verbs)
    asking.passwords.hear(NEEDED)
    await asking.answer("hunter2")
    assert asking.said == ["The key store of this computer is locked."]


async def test_with_no_window_nothing_pops_up_until_asked(qtbot: QtBot, verbs: FakeVerbs) -> None:
    asking = Asking(qtbot, verbs)
    window, asking.window = asking.window, None
    asking.passwords.hear(NEEDED)
    await asyncio.sleep(0.01)
    asking.window = window
    assert asking.dialogs() == []
    asking.passwords.ask("anna")
    await asking.answer("hunter2")
    assert verbs.calls


async def test_asked_by_hand_it_finds_what_is_missing(qtbot: QtBot, verbs: FakeVerbs) -> None:
    asking = Asking(qtbot, verbs)
    asking.passwords.ask("nobody")
    asking.passwords.ask("anna")
    await asking.answer("hunter2")
    assert ("anna", Role.POP) in verbs.passwords
    asking.passwords.ask("anna")
    await asyncio.sleep(0.01)
    assert asking.dialogs() == []


async def test_no_is_an_answer(qtbot: QtBot, verbs: FakeVerbs) -> None:
    asking = Asking(qtbot, verbs)
    asking.passwords.hear(NEEDED)
    await asyncio.sleep(0.01)
    asking.dialogs()[0].reject()
    await asyncio.sleep(0.01)
    assert verbs.calls == []


def test_an_account_logs_in_where_its_settings_say() -> None:
    assert roles(an_account()) == (Role.POP,)
    auth = Server("smtp.a.example", 587, Security.STARTTLS, user="anna", login=Login.PASSWORD)
    assert roles(an_account(submission=auth)) == (Role.POP, Role.SUBMISSION)
    assert roles(an_account(pop=None)) == ()
