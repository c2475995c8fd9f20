"""What happens in a compose window."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import AccountsChanged, LeftOpen, NotQueued
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.labels import Words
from tegata.mail.draft import Draft, Place
from tegata.mail.flaw import Field
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.reply import PopReply
from tegata.store.parcel import ParcelState
from tegata.store.trouble import StoreTrouble
from tests.gui.fake_desk import FakeDesk, FakePractice
from tests.gui.fake_verbs import NOON, FakeVerbs, a_parcel, an_account

pytestmark = pytest.mark.usefixtures("running")
CTRL = Qt.KeyboardModifier.ControlModifier


async def test_files_are_chosen_without_a_loop_of_its_own(window: ComposeWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


async def test_the_switch_is_saved_with_the_account(window: ComposeWindow, verbs: FakeVerbs) -> None:
    QTest.keyClick(window.sheet.head.switch, Qt.Key.Key_Space)
    await asyncio.sleep(0.01)
    assert not verbs.the_accounts[0].pop_before_send.enabled
    window.hear(AccountsChanged())
    assert not window.sheet.head.switch.isChecked()


async def test_another_account_can_be_chosen_and_a_removed_one_is_left(
    window: ComposeWindow, verbs: FakeVerbs
) -> None:
    verbs.the_accounts.append(an_account("office", address="office@a.example"))
    window.sheet.head.account_chosen.emit("office")
    assert window.sheet.draft().account == "office"
    verbs.the_accounts.pop()
    window.hear(AccountsChanged())
    assert window.sheet.draft().account == "anna"


async def test_a_failed_login_by_hand_is_said_below_the_letter(
    window: ComposeWindow, verbs: FakeVerbs
) -> None:
    verbs.login_result = Refused(Phase.POP, PopReply(ok=False, text="no"))
    window.footer.writing.pass_corner.log_in()
    await asyncio.sleep(0.01)
    assert window.sheet.note.isVisible()
    verbs.login_result = FakeVerbs().login_result
    window.footer.writing.pass_corner.log_in()
    await asyncio.sleep(0.01)
    assert not window.sheet.note.isVisible()


async def test_the_pass_is_calm_until_it_matters(window: ComposeWindow) -> None:
    corner = window.footer.writing.pass_corner
    calm = [corner._quiet]
    QTest.keyClicks(window.sheet.body, "H")
    calm.append(corner._quiet)
    window.show_draft(Draft("anna"), None)
    calm.append(corner._quiet)
    window.show_unsent(1)
    calm.append(corner._quiet)
    assert calm == [True, False, True, False]


async def test_typing_is_kept_and_said(window: ComposeWindow, verbs: FakeVerbs) -> None:
    window.sending.keeper._timer.setInterval(1)
    QTest.keyClicks(window.sheet.body, "Hi")
    await asyncio.sleep(0.05)
    assert window.draft_id == 1
    assert window.footer.writing.saved.isVisible()
    await window.keep()


async def test_a_disk_that_is_gone_is_said_with_a_way_out(
    window: ComposeWindow, verbs: FakeVerbs, tmp_path: Path
) -> None:
    verbs.keep_trouble = NotQueued(StoreTrouble.UNREACHABLE, "Transport endpoint is not connected")
    window.sheet.body.setPlainText("Dear Yuki")
    await window.keep()
    said = [each.text() for each in window.sheet.note.findChildren(Words)]
    assert said[0] == "This letter could not be saved"
    assert "USB stick" in said[1]
    assert window.sheet.note.button is not None
    QTest.keyClick(window.sheet.note.button, Qt.Key.Key_Space)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "letter.txt"))
    dialog.close()
    assert "Dear Yuki" in (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert window.may_be_lost, "closing does not ask about what the user has"


async def test_once_the_disk_takes_it_nothing_is_offered(window: ComposeWindow, verbs: FakeVerbs) -> None:
    verbs.keep_trouble = NotQueued(StoreTrouble.DISK_FULL)
    window.sheet.body.setPlainText("Dear Yuki")
    await window.keep()
    assert window.sheet.note.isVisible()
    verbs.keep_trouble = None
    await window.keep()
    assert not window.sheet.note.isVisible()


async def test_a_signature_is_there_from_the_start(qtbot: QtBot, desk: FakeDesk) -> None:
    verbs = FakeVerbs(the_accounts=[an_account(signature="Anna Berg")])
    window = ComposeWindow.furnished(verbs, desk)
    qtbot.addWidget(window)
    assert window.sheet.draft().body == "\n\n-- \nAnna Berg"
    await window.keep()
    assert verbs.calls == []


async def test_without_an_account_it_opens_all_the_same(qtbot: QtBot, desk: FakeDesk) -> None:
    window = ComposeWindow.furnished(FakeVerbs(the_accounts=[]), desk)
    qtbot.addWidget(window)
    window.show()
    assert not window.sheet.head.switch.isEnabled()
    window.say("There is no key store on this computer.", "")
    assert window.sheet.note.isVisible()


async def test_in_practice_mode_there_is_a_strip(qtbot: QtBot, verbs: FakeVerbs) -> None:
    window = ComposeWindow.furnished(verbs, FakeDesk(practice=FakePractice()))
    qtbot.addWidget(window)
    window.resize(500, 600)
    window.show()
    window.show_unsent(2)
    assert window.practice_strip is not None
    assert window.practice_strip.isVisible()


@pytest.mark.parametrize("practice", [None, FakePractice()], ids=["for real", "in practice"])
async def test_an_accepted_letters_window_closes_but_in_practice_it_goes_on_to_a_fresh_letter(
    qtbot: QtBot, verbs: FakeVerbs, desk: FakeDesk, practice: FakePractice | None
) -> None:
    desk.practice = practice
    window = ComposeWindow.furnished(verbs, desk, Draft("anna", to=("yuki@b.example",), subject="Contract"))
    qtbot.addWidget(window)
    window.show()
    verbs.the_parcels[1] = a_parcel(state=ParcelState.SENT)
    window.footer.writing.saved.say_kept(datetime(2026, 5, 4, 14, 22, tzinfo=UTC))
    window.sending.send()
    await asyncio.sleep(0.02)
    window.sending.lingered.emit()
    assert window.isVisible() is (practice is not None)
    if practice is not None:
        assert not window.sending.is_on_its_way
        assert window.footer.is_writing()
        assert not window.footer.writing.saved.isVisible()
        assert window.sheet.draft() == Draft("anna")


def left_open() -> LeftOpen:
    draft = Draft("anna", to=("yuki@b.example",), subject="Contract", body="Hi Yuki")
    return LeftOpen(5, NOON, draft, Place(Field.BODY, 2, 2))


async def test_a_letter_left_open_comes_back_with_its_cursor_and_says_so_until_it_is_written_on(
    window: ComposeWindow, verbs: FakeVerbs
) -> None:
    window.say("The outbox was damaged", "It was set aside.")
    window.come_back(left_open())
    said = " ".join(each.text() for each in window.sheet.news.findChildren(Words))
    assert "This letter was open when Tegata ended unexpectedly" in said
    assert "2026-05-04 14:22" in said
    assert window.sheet.news.isVisible()
    assert window.sheet.note.isVisible()
    assert window.windowTitle() == "Contract — Tegata"
    QTest.keyClicks(window.focusWidget(), "!")
    assert window.sheet.draft().body == "Hi! Yuki"
    assert not window.sheet.news.isVisible()
    assert window.draft_id == 5
    await window.keep()
    assert verbs.the_places == {5: Place(Field.BODY, 3, 3)}


async def test_the_place_is_where_one_wrote_last_also_from_the_tools(
    window: ComposeWindow, verbs: FakeVerbs
) -> None:
    QTest.keyClicks(window.sheet.head.subject, "Contract")
    window.sheet.head.subject.setFocus()
    window.tools.outbox_button.setFocus()
    await window.keep()
    assert verbs.the_places == {1: Place(Field.SUBJECT, 8, 8)}
    window.sheet.body.setFocus()
    assert window.sending.keeper._still.isActive()
    await window.put_away()
    assert verbs.the_places == {}
