"""The look in the mailbox: given up by Esc, and never more than a proposal."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import LookResult
from tegata.gui.look_dialog import LookDialog, look_in_mailbox
from tegata.gui.outbox_row import Deed
from tegata.gui.password_dialog import PasswordDialog
from tegata.protocols.outcome import Declined, Objection, Phase
from tegata.protocols.pop3_traces import Looked, Trace
from tegata.store.parcel import ParcelState
from tegata.tasks import spawn
from tests.gui.fake_verbs import FakeVerbs, Unanswered, a_parcel, an_account

PERHAPS = a_parcel(state=ParcelState.UNCERTAIN)
COPY = Looked(frozenset({Trace.OWN_COPY}), 1)


def a_dialog(qtbot: QtBot, found: LookResult) -> LookDialog:
    dialog = LookDialog(PERHAPS, an_account())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_found(found)
    return dialog


async def the_dialog() -> LookDialog:
    while not isinstance(dialog := QApplication.activeModalWidget(), LookDialog):
        await asyncio.sleep(0)
    return dialog


def test_a_trace_proposes_to_settle_it_and_nothing_else(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, COPY)
    assert dialog.again_button.isHidden()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.chosen is Deed.IT_ARRIVED


@pytest.mark.parametrize("found", [Looked(frozenset(), 3), Declined(Phase.POP, Objection.NO_MAILBOX)])
def test_without_a_trace_return_settles_nothing(qtbot: QtBot, found: LookResult) -> None:
    dialog = a_dialog(qtbot, found)
    assert dialog.again_button.isVisible()
    assert dialog.arrived_button.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.chosen is None
    QTest.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    assert dialog.chosen is Deed.SEND_AGAIN


@pytest.mark.parametrize("traces", [set(), {Trace.OWN_COPY}, {Trace.RETURNED}])
def test_each_finding_has_its_sign(qtbot: QtBot, traces: set[Trace]) -> None:
    assert not a_dialog(qtbot, Looked(frozenset(traces), 3)).grab().isNull()


async def test_what_was_chosen_comes_back(qtbot: QtBot) -> None:
    verbs, window = FakeVerbs(look_result=COPY), QWidget()
    qtbot.addWidget(window)
    looking = spawn(look_in_mailbox(verbs, PERHAPS, an_account(), window), "look")
    dialog = await the_dialog()
    while dialog.arrived_button.isHidden():
        await asyncio.sleep(0)
    dialog.arrived_button.click()
    assert await looking is Deed.IT_ARRIVED
    assert verbs.calls == [("look_for", PERHAPS.id)]


async def test_a_missing_password_is_asked_for_once(qtbot: QtBot) -> None:
    class Forgetful(FakeVerbs):
        async def look_for(self, parcel_id: int) -> LookResult:
            await super().look_for(parcel_id)
            known = bool(self.passwords)
            return COPY if known else Declined(Phase.POP, Objection.NO_PASSWORD)

    verbs, window = Forgetful(), QWidget()
    qtbot.addWidget(window)
    looking = spawn(look_in_mailbox(verbs, PERHAPS, an_account(), window), "look")
    while not isinstance(question := QApplication.activeModalWidget(), PasswordDialog):
        await asyncio.sleep(0)
    question.line.setText("sesame")
    question.accept()
    dialog = await the_dialog()
    while dialog.arrived_button.isHidden():
        await asyncio.sleep(0)
    dialog.reject()
    assert await looking is None
    assert [call[0] for call in verbs.calls] == ["look_for", "password_given", "look_for"]


async def test_closed_the_look_ends(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    verbs, look, window = FakeVerbs(), Unanswered(), QWidget()
    monkeypatch.setattr(verbs, "look_for", look.ask)
    qtbot.addWidget(window)
    looking = spawn(look_in_mailbox(verbs, PERHAPS, an_account(), window), "look")
    dialog = await the_dialog()
    await asyncio.sleep(0)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert await looking is None
    await asyncio.sleep(0)
    assert look.given_up
