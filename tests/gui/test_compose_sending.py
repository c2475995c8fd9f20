"""What Send does to the compose window."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.accounts.account import PopBeforeSend
from tegata.delivery.notices import Flawed, NotQueued, ParcelChanged, Queued, StoreTrouble
from tegata.gui.compose_sending import ComposeSending
from tegata.gui.footer import Footer
from tegata.gui.footer_moments import FooterDeed
from tegata.gui.letter_sheet import LetterSheet
from tegata.mail.draft import Attachment, Draft
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import FakeVerbs, a_parcel, an_account

pytestmark = pytest.mark.usefixtures("running")
DRAFT = Draft("anna", to=("yuki@b.example",), subject="Contract", body="Hi")


class Playing:
    """A sheet and a footer in a window, without the rest of the compose window."""

    def __init__(self, qtbot: QtBot, verbs: FakeVerbs) -> None:
        self.verbs = verbs
        self.desk = FakeDesk()
        self.sheet = LetterSheet()
        self.footer = Footer(verbs)
        self.window = QWidget()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.sheet)
        layout.addWidget(self.footer)
        self.sending = ComposeSending(verbs, self.desk, self.sheet, self.footer)
        qtbot.addWidget(self.window)
        self.window.show()
        self.write(DRAFT)

    def write(self, draft: Draft) -> None:
        self.sheet.show_draft(draft)
        self.sending.begin(None)

    async def send(self) -> None:
        self.sending.send()
        await asyncio.sleep(0.01)

    async def becomes(self, parcel: Parcel) -> None:
        self.verbs.the_parcels[parcel.id] = parcel
        self.sending.hear(ParcelChanged(parcel.id))
        await asyncio.sleep(0.01)

    async def press(self, deed: FooterDeed) -> None:
        QTest.keyClick(self.footer.page.buttons()[deed], Qt.Key.Key_Space)
        await asyncio.sleep(0.01)


@pytest.fixture
def playing(qtbot: QtBot, verbs: FakeVerbs) -> Playing:
    verbs.the_parcels[1] = a_parcel(state=ParcelState.WAITING)
    return Playing(qtbot, verbs)


async def test_send_rests_the_sheet_and_shows_the_way(playing: Playing) -> None:
    await playing.send()
    assert playing.sending.is_on_its_way
    assert not playing.sheet.isEnabled()
    assert not playing.footer.is_writing()
    playing.sending.send()
    await asyncio.sleep(0.01)
    assert [call[0] for call in playing.verbs.calls].count("send") == 1


async def test_an_empty_subject_is_asked_about_once(playing: Playing) -> None:
    playing.write(Draft("anna", to=("yuki@b.example",)))
    await playing.send()
    assert playing.sheet.note.isVisible()
    assert playing.sending.flow.parcel_id is None
    assert playing.sheet.note.button is not None
    QTest.keyClick(playing.sheet.note.button, Qt.Key.Key_Space)
    await asyncio.sleep(0.01)
    assert playing.sending.is_on_its_way
    assert not playing.sheet.note.isVisible()


async def test_flaws_come_back_to_their_fields(playing: Playing) -> None:
    playing.verbs.send_result = Flawed((Flaw(Field.TO, Reason.NO_RECIPIENT),))
    await playing.send()
    assert playing.sheet.isEnabled()
    assert playing.footer.is_writing()
    assert playing.sheet.head.row(Field.TO).flaw_text


async def test_a_full_disk_leaves_everything_open_and_can_be_tried_again(playing: Playing) -> None:
    playing.verbs.send_result = NotQueued(StoreTrouble.DISK_FULL)
    await playing.send()
    assert playing.sheet.isEnabled()
    assert playing.sheet.draft() == DRAFT
    playing.verbs.send_result = Queued(1, "<1@a.example>")
    await playing.press(FooterDeed.TRY_AGAIN)
    assert playing.sending.is_on_its_way


async def test_an_accepted_letters_window_closes_by_itself_unless_touched(
    qtbot: QtBot, playing: Playing
) -> None:
    await playing.send()
    await playing.becomes(a_parcel(state=ParcelState.SENT))
    assert playing.sending._linger.isActive()
    QTest.keyClick(playing.window.windowHandle(), Qt.Key.Key_Shift)
    assert not playing.sending._linger.isActive()
    await playing.becomes(a_parcel(state=ParcelState.SENT))
    with qtbot.waitSignal(playing.sending.lingered):
        playing.sending._linger.timeout.emit()


async def test_a_refusal_opens_its_explanation_and_can_be_edited(playing: Playing) -> None:
    playing.verbs.diagnoses[1] = Diagnosis(Cause.RELAY_DENIED, Confidence.LIKELY, (), (), "550")
    await playing.send()
    await playing.becomes(a_parcel(state=ParcelState.FAILED, tries=1))
    assert ("explain", 1) in playing.desk.calls
    await playing.press(FooterDeed.WHY)
    assert playing.desk.calls.count(("explain", 1)) == 2
    taken: list[tuple[Draft, int]] = []
    playing.sending.taken_back.connect(lambda draft, number: taken.append((draft, number)))
    await playing.press(FooterDeed.EDIT)
    assert taken[0][1] == 7


async def test_the_other_buttons_lead_where_they_say(playing: Playing) -> None:
    finished: list[bool] = []
    playing.sending.finished.connect(lambda: finished.append(True))
    await playing.send()
    await playing.press(FooterDeed.CANCEL)
    assert ("cancel", 1) in playing.verbs.calls
    await playing.becomes(a_parcel(state=ParcelState.HELD, hold=HoldReason.CANCELLED))
    await playing.press(FooterDeed.TRY_NOW)
    assert ("try_now", 1) in playing.verbs.calls
    await playing.becomes(a_parcel(state=ParcelState.HELD, hold=HoldReason.SOME_REFUSED))
    await playing.press(FooterDeed.SEND_TO_OTHERS)
    assert playing.verbs.calls.count(("try_now", 1)) == 2
    await playing.becomes(a_parcel(state=ParcelState.HELD, hold=HoldReason.PASSWORD_NEEDED))
    await playing.press(FooterDeed.ENTER_PASSWORD)
    assert ("ask_password", "anna") in playing.desk.calls
    await playing.becomes(a_parcel(state=ParcelState.COMMITTED))
    await playing.press(FooterDeed.CLOSE)
    assert finished == [True]
    await playing.becomes(a_parcel(state=ParcelState.SENT))
    await playing.press(FooterDeed.SHOW_IN_OUTBOX)
    assert ("open_outbox", 1) in playing.desk.calls
    await playing.press(FooterDeed.NEW_LETTER)
    assert ("open_compose", None, None) in playing.desk.calls


async def test_a_login_by_hand_that_worked_can_be_made_a_habit(qtbot: QtBot, playing: Playing) -> None:
    playing.verbs.the_accounts = [an_account(pop_before_send=PopBeforeSend(enabled=False))]
    await playing.send()
    playing.sending.flow.logged_in_by_hand()
    await playing.becomes(a_parcel(state=ParcelState.SENT))
    assert not playing.sending._linger.isActive()
    with qtbot.waitSignal(playing.sending.lingered):
        await playing.press(FooterDeed.SWITCH_ON)
    assert playing.verbs.the_accounts[0].pop_before_send.enabled


async def test_the_keys_of_send_first_take_in_what_is_being_composed(playing: Playing) -> None:
    """As Return does while an input method composes: the first press confirms, the second one acts."""
    body = playing.sheet.body
    body.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.sendEvent(body, QInputMethodEvent("手形", []))
    await playing.send()
    assert [call for call in playing.verbs.calls if call[0] == "send"] == []
    assert playing.sheet.isEnabled()
    assert playing.sheet.draft().body == "Hi手形"
    await playing.send()
    (sent,) = [call for call in playing.verbs.calls if call[0] == "send"]
    assert sent[1] == replace(DRAFT, body="Hi手形")


async def test_a_draft_is_kept_only_while_it_is_one(playing: Playing, tmp_path: Path) -> None:
    playing.sheet.head.subject.setText("Changed")
    await playing.sending.keep()
    assert playing.sending.keeper.draft_id == 1
    await playing.send()
    playing.verbs.calls.clear()
    await playing.sending.keep()
    assert playing.verbs.calls == []


# undo -------------------------------------------------------------------------------------------------

SECONDS = timedelta(seconds=7)
HELD = a_parcel(state=ParcelState.HELD, departure=UndoUntil("process", timedelta(0), SECONDS))


@pytest.fixture
async def undoable(playing: Playing) -> Playing:
    """A letter just sent with the cursor in the middle of its text."""
    playing.verbs.the_parcels[1] = HELD
    playing.desk.undo = SECONDS
    playing.window.activateWindow()
    playing.sheet.body.setFocus()
    cursor = playing.sheet.body.textCursor()
    cursor.setPosition(1)
    playing.sheet.body.setTextCursor(cursor)
    await playing.send()
    return playing


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ],
)
async def test_undone_by_key_everything_is_as_it_was(
    undoable: Playing, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    assert ("send", DRAFT, None, SECONDS) in undoable.verbs.calls
    undoable.verbs.the_drafts[7] = DRAFT
    QTest.keyClick(undoable.window, key, modifier)
    await asyncio.sleep(0.01)
    assert ("edit_again", 1) in undoable.verbs.calls
    assert undoable.footer.is_writing()
    assert undoable.sheet.isEnabled()
    assert undoable.sheet.draft() == DRAFT
    assert undoable.sheet.body.textCursor().position() == 1
    assert undoable.window.focusWidget() is undoable.sheet.body
    assert undoable.sending.keeper.draft_id == 7
    assert not undoable.sending.is_on_its_way


async def test_sent_with_the_mouse_the_cursor_goes_back_into_the_field_it_came_from(
    undoable: Playing, qtbot: QtBot
) -> None:
    await undoable.press(FooterDeed.UNDO)
    undoable.window.activateWindow()
    qtbot.waitUntil(undoable.window.isActiveWindow)
    undoable.sheet.head.subject.setFocus()
    undoable.footer.writing.send_button.main.setFocus()
    await undoable.send()
    await undoable.press(FooterDeed.UNDO)
    assert undoable.window.focusWidget() is undoable.sheet.head.subject


async def test_the_keys_are_the_texts_own_again(undoable: Playing) -> None:
    await undoable.press(FooterDeed.UNDO)
    undoable.verbs.calls.clear()
    QTest.keyClick(undoable.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    await asyncio.sleep(0.01)
    assert undoable.verbs.calls == []


async def test_too_late_to_undo_the_letter_is_followed(undoable: Playing) -> None:
    undoable.verbs.cancellable = False
    await undoable.press(FooterDeed.UNDO)
    assert undoable.sending.is_on_its_way
    assert not undoable.sheet.isEnabled()


async def test_sent_now_by_button_or_by_the_keys_of_send(undoable: Playing) -> None:
    await undoable.press(FooterDeed.SEND_NOW)
    undoable.sending.go()
    await asyncio.sleep(0.01)
    assert undoable.verbs.calls.count(("try_now", 1)) == 2
    await undoable.becomes(a_parcel(state=ParcelState.SENDING))
    undoable.sending.go()
    await asyncio.sleep(0.01)
    assert undoable.verbs.calls.count(("try_now", 1)) == 2
    assert [call[0] for call in undoable.verbs.calls].count("send") == 1


async def test_an_attachment_that_is_gone_from_the_disk_comes_back_from_the_letter(
    undoable: Playing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rescued = tmp_path / "plan.pdf"
    rescued.write_bytes(b"plan")

    async def edit_again(_parcel: int) -> tuple[int, Draft]:
        return 7, replace(DRAFT, attachments=(Attachment(rescued, "plan.pdf"),))

    monkeypatch.setattr(undoable.verbs, "edit_again", edit_again)
    await undoable.press(FooterDeed.UNDO)
    assert [each.path for each in undoable.sheet.draft().attachments] == [rescued]
    assert undoable.sheet.draft().body == DRAFT.body


async def test_taken_up_in_another_window_this_one_goes(undoable: Playing) -> None:
    finished: list[bool] = []
    undoable.sending.finished.connect(lambda: finished.append(True))
    await undoable.becomes(a_parcel(state=ParcelState.WITHDRAWN))
    assert finished == [True]


AT = SendAt(datetime.fromisoformat("2030-11-25 08:00"), "Asia/Tokyo")


async def test_sent_later_it_is_also_asked_about_its_subject_and_still_leaves_then(playing: Playing) -> None:
    playing.verbs.the_parcels[1] = a_parcel(state=ParcelState.HELD, departure=AT)
    without = Draft("anna", to=("yuki@b.example",))
    playing.write(without)
    playing.sending.send_later(AT)
    assert playing.sheet.note.button is not None
    QTest.keyClick(playing.sheet.note.button, Qt.Key.Key_Space)
    await asyncio.sleep(0.01)
    assert ("send", without, None, AT) in playing.verbs.calls
    assert playing.sending._linger.isActive()
    await playing.press(FooterDeed.UNDO)
    assert playing.footer.is_writing()


async def test_a_full_disk_is_tried_again_for_the_same_time(playing: Playing) -> None:
    playing.verbs.send_result = NotQueued(StoreTrouble.DISK_FULL)
    playing.sending.send_later(AT)
    await asyncio.sleep(0.01)
    await playing.press(FooterDeed.TRY_AGAIN)
    assert playing.verbs.calls.count(("send", DRAFT, None, AT)) == 2
