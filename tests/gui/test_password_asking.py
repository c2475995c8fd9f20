"""One question for a password, and the keyring that may answer it."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import Role
from tegata.gui.password_asking import Asked, ask_password
from tegata.gui.password_dialog import PasswordDialog
from tegata.tasks import spawn
from tests.gui.fake_verbs import FakeVerbs, an_account

GIVEN = ("password_given", "anna", Role.POP, "sesame", True)


class Asking:
    """A question under way, in front of a window."""

    def __init__(self, qtbot: QtBot, verbs: FakeVerbs, *, refused: bool = False) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        question = ask_password(verbs, an_account(), Role.POP, lambda: self.window, refused=refused)
        self.answer: asyncio.Task[Asked] = spawn(question, "ask")

    async def dialog(self) -> PasswordDialog:
        await asyncio.sleep(0.01)
        (shown,) = [each for each in self.window.findChildren(PasswordDialog) if each.isVisible()]
        return shown

    async def type(self, text: str) -> Asked:
        dialog = await self.dialog()
        QTest.keyClicks(dialog.line, text)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        return await self.answer

    async def open_key_store(self) -> None:
        note = (await self.dialog()).note
        assert note is not None
        assert note.button is not None
        note.button.click()


@pytest.mark.parametrize(("present", "came"), [(True, Asked.AT_HAND), (False, Asked.NOT_KEPT)])
async def test_it_is_kept_where_there_is_a_keyring(
    qtbot: QtBot, verbs: FakeVerbs, present: bool, came: Asked
) -> None:
    verbs.keyring_present = present
    assert await Asking(qtbot, verbs).type("sesame") is came
    assert verbs.calls == [GIVEN]


async def test_beside_a_locked_keyring_it_is_typed_for_the_session(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.keyring_locked = True
    assert await Asking(qtbot, verbs).type("sesame") is Asked.AT_HAND
    assert verbs.calls == [(*GIVEN[:-1], False)]


async def test_an_opened_keyring_answers_for_itself(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.keyring_locked = True
    verbs.passwords.add(("anna", Role.POP))
    asking = Asking(qtbot, verbs)
    await asking.open_key_store()
    assert await asking.answer is Asked.AT_HAND
    assert verbs.calls == [("open_key_store",)]


async def test_an_opened_keyring_without_it_leaves_the_question(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.keyring_locked = True
    asking = Asking(qtbot, verbs)
    await asking.open_key_store()
    assert (await asking.dialog()).note is None
    assert await asking.type("sesame") is Asked.AT_HAND
    assert verbs.calls == [("open_key_store",), GIVEN]


async def test_a_keyring_that_stays_shut_leaves_the_question(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.keyring_locked, verbs.opens_keyring = True, False
    asking = Asking(qtbot, verbs)
    await asking.open_key_store()
    assert (await asking.dialog()).note is not None
    (await asking.dialog()).reject()
    assert await asking.answer is Asked.NOTHING


async def test_what_was_refused_was_not_behind_the_lock(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.keyring_locked = True
    asking = Asking(qtbot, verbs, refused=True)
    assert (await asking.dialog()).is_to_be_kept()
    assert await asking.type("sesame") is Asked.NOT_KEPT
