"""The desk: windows, changes, and when Tegata may end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import (
    NotQueued,
    ParcelChanged,
    PasswordNeeded,
    Progress,
    Role,
    Stage,
    StoreTrouble,
    WindowChanged,
)
from tegata.gui import theme
from tegata.gui.around import Around
from tegata.gui.desk import Desk, bring_forward
from tegata.gui.desktop_notes import DesktopNotes
from tegata.gui.drafts_menu import DraftsMenu
from tegata.gui.labels import Words
from tegata.gui.leaving_question import LeavingQuestion
from tegata.gui.outbox_window import OutboxWindow
from tegata.gui.password_dialog import PasswordDialog
from tegata.mail.draft import Draft, Place
from tegata.profile import Preferences
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis
from tegata.store.parcel import Attempt, Parcel, ParcelState
from tegata.words.tidings import Notice
from tests.gui.fake_desk import FakePractice
from tests.gui.fake_verbs import FakeVerbs, a_parcel, an_account, an_open_window
from tests.gui.waiting import at_rest, until

pytestmark = pytest.mark.usefixtures("running")


class Running:
    """A desk that runs, and what it was made of."""

    def __init__(self, verbs: FakeVerbs, look: theme.Theme, tmp_path: Path) -> None:
        self.verbs = verbs
        self.saved: list[Preferences] = []
        self.locked = False
        around = Around(
            theme=look,
            preferences=Preferences(),
            save_preferences=self.saved.append,
            logs=tmp_path,
            practice=FakePractice(),
            locked=lambda: self.locked,
        )
        self.desk = Desk(verbs, around)
        self.quit = asyncio.Event()
        self.life = asyncio.get_running_loop().create_task(self.desk.run(self.quit))

    async def settle(self) -> None:
        await at_rest()


async def open_outbox(running: Running) -> OutboxWindow:
    running.desk.open_outbox()
    await until(lambda: running.desk._outbox.window is not None and not running.desk._outbox.is_awaited)
    window = running.desk._outbox.window
    assert window is not None
    return window


@pytest.fixture
async def running_desk(
    verbs: FakeVerbs, look: theme.Theme, tmp_path: Path, running: None
) -> AsyncIterator[Running]:
    made = Running(verbs, look, tmp_path)
    made.desk.open_compose()
    await made.settle()
    yield made
    made.quit.set()
    assert await made.life == 0


async def test_what_is_heard_reaches_every_window(running_desk: Running) -> None:
    desk, verbs = running_desk.desk, running_desk.verbs
    verbs.the_parcels[1] = a_parcel(state=ParcelState.HELD)
    desk.open_outbox(1)
    await running_desk.settle()
    verbs.say(ParcelChanged(1))
    verbs.say(WindowChanged("anna"))
    await until(lambda: desk.unsent() == 1)
    assert "1 unsent letter" in desk._composing[0].tools.outbox_button.accessibleName()


async def test_the_outbox_tells_of_an_upload_that_was_heard_of_before_it_was_opened(
    running_desk: Running,
) -> None:
    verbs = running_desk.verbs
    verbs.the_parcels[1] = a_parcel(state=ParcelState.SENDING)
    verbs.say(ParcelChanged(1))
    verbs.say(Progress(1, frozenset({Stage.SENDING}), sent=3_000_000, total=10_000_000))
    await running_desk.settle()
    outbox = await open_outbox(running_desk)
    await outbox.fetch()
    row = outbox.list._model.row(outbox.list._model.index_of(1))
    assert row is not None
    assert row.fact == "Sending 3.0 of 10.0 MB"


async def test_a_kept_draft_is_opened_once(running_desk: Running) -> None:
    desk = running_desk.desk
    window = desk.open_compose(Draft("anna", subject="Contract"), 5)
    assert desk.open_compose(Draft("anna"), 5) is window
    assert desk.practice is not None


async def test_closing_the_last_window_with_nothing_due_ends(running_desk: Running) -> None:
    running_desk.desk._composing[0].close()
    await running_desk.settle()
    assert running_desk.quit.is_set()


async def test_a_draft_survives_the_end(running_desk: Running) -> None:
    window = running_desk.desk._composing[0]
    window.sheet.head.subject.setText("Not finished")
    running_desk.quit.set()
    await running_desk.settle()
    assert any(call[0] == "keep_draft" for call in running_desk.verbs.calls)


async def test_while_a_letter_is_due_it_stays_and_says_so(running_desk: Running) -> None:
    desk, verbs = running_desk.desk, running_desk.verbs
    verbs.the_parcels[1] = a_parcel(state=ParcelState.SENDING)
    desk._composing[0].close()
    await running_desk.settle()
    assert not running_desk.quit.is_set()
    verbs.the_parcels[1] = a_parcel(state=ParcelState.SENT)
    verbs.say(ParcelChanged(1))
    await running_desk.settle()
    assert running_desk.quit.is_set()


async def wait_for_their_time(running: Running) -> None:
    verbs = running.verbs
    verbs.the_parcels[1] = a_parcel(tries=1, due=datetime.now(UTC) + timedelta(minutes=5))
    verbs.say(ParcelChanged(1))
    await running.settle()


async def test_the_last_window_asks_about_letters_that_leave_later(running_desk: Running) -> None:
    desk = running_desk.desk
    await wait_for_their_time(running_desk)
    outbox = await open_outbox(running_desk)
    desk._composing[0].close()
    await running_desk.settle()
    outbox.close()
    await running_desk.settle()
    (question,) = outbox.findChildren(LeavingQuestion)
    assert outbox.isVisible()
    question.next_start.click()
    await running_desk.settle()
    assert running_desk.quit.is_set()


async def test_to_always_keep_sending_is_kept(running_desk: Running) -> None:
    desk = running_desk.desk
    await wait_for_their_time(running_desk)
    desk._composing[0].close()
    await running_desk.settle()
    (question,) = desk._composing[0].findChildren(LeavingQuestion)
    question.remember.setChecked(True)
    question.stay.click()
    await running_desk.settle()
    assert not running_desk.quit.is_set()
    await until(lambda: running_desk.saved == [Preferences(on_leaving="stay")])  # by a thread
    del running_desk.verbs.the_parcels[1]
    running_desk.verbs.say(ParcelChanged(1))
    async with asyncio.timeout(20):
        await running_desk.quit.wait()


@pytest.mark.parametrize(
    ("active", "shown", "locked", "told"),
    [
        (True, True, False, False),
        (True, True, True, True),
        (True, False, False, True),  # Qt says so for as long as no other application takes over
        (False, True, False, True),
    ],
)
async def test_a_refusal_is_told_to_who_does_not_see_it(
    running_desk: Running,
    monkeypatch: pytest.MonkeyPatch,
    active: bool,
    shown: bool,
    locked: bool,
    told: bool,
) -> None:
    state = Qt.ApplicationState.ApplicationActive if active else Qt.ApplicationState.ApplicationInactive
    heard: list[str] = []

    async def tell(_self: DesktopNotes, notice: Notice, _number: int | None) -> bool:
        heard.append(notice.headline)
        return False

    monkeypatch.setattr(QGuiApplication, "applicationState", staticmethod(lambda: state))
    monkeypatch.setattr(DesktopNotes, "tell", tell)
    running_desk.locked = locked
    running_desk.desk._composing[0].setVisible(shown)
    running_desk.verbs.the_parcels[1] = a_parcel(state=ParcelState.FAILED)
    running_desk.verbs.say(ParcelChanged(1))
    await running_desk.settle()
    await running_desk.desk._tidings().tell_now()
    assert bool(heard) is told


async def test_the_outbox_can_be_the_last_window(running_desk: Running) -> None:
    desk = running_desk.desk
    desk.open_outbox()
    desk._composing[0].close()  # before it is there
    outbox = await open_outbox(running_desk)
    await running_desk.settle()
    assert not running_desk.quit.is_set()
    outbox.close()
    await running_desk.settle()
    assert running_desk.quit.is_set()


async def test_started_once_more_it_comes_to_the_front(running_desk: Running) -> None:
    desk = running_desk.desk
    window = desk._composing[0]
    window.showMinimized()
    desk.raise_existing()
    assert not window.isMinimized()
    window.hide()
    desk.raise_existing()
    assert len(desk._composing) == 2


async def test_a_password_is_asked_for_in_the_window_in_front(running_desk: Running) -> None:
    running_desk.verbs.say(PasswordNeeded("anna", Role.POP))
    await running_desk.settle()
    (first,) = running_desk.desk._composing[0].findChildren(PasswordDialog)
    first.reject()
    running_desk.desk.ask_password("anna")
    await running_desk.settle()
    (again,) = (
        each for each in running_desk.desk._composing[0].findChildren(PasswordDialog) if each.isVisible()
    )
    assert again is not first
    again.reject()
    await running_desk.settle()


async def test_settings_are_a_window_of_the_desk(running_desk: Running) -> None:
    desk = running_desk.desk
    desk.open_settings("anna", "POP")
    dialog = desk._settings().shown()
    assert dialog is not None
    desk._composing[0].close()
    await running_desk.settle()
    assert not running_desk.quit.is_set()
    dialog.reject()
    await running_desk.settle()
    assert running_desk.quit.is_set()


async def test_what_was_preferred_is_saved_before_the_end(running_desk: Running) -> None:
    running_desk.desk.open_settings("anna")
    running_desk.desk._settings().dialog().preferences_changed.emit(Preferences(language="ja"))
    running_desk.quit.set()
    assert await running_desk.life == 0
    assert running_desk.saved == [Preferences(language="ja")]


async def test_can_i_send_from_here_walks_the_way(running_desk: Running) -> None:
    running_desk.desk.open_check()
    await running_desk.settle()
    assert any(call[0] == "check" for call in running_desk.verbs.calls)
    assert running_desk.desk._check is not None
    running_desk.desk._composing[0].close()
    await running_desk.settle()
    assert not running_desk.quit.is_set()
    running_desk.desk._check.close()
    await running_desk.settle()
    assert running_desk.quit.is_set()


async def test_why_is_one_window_that_hears_and_may_be_the_last(running_desk: Running) -> None:
    desk = running_desk.desk
    outbox = await open_outbox(running_desk)
    outbox.pass_corner.why_wanted.emit("anna")
    why = desk._why
    assert why is not None
    assert why.isVisible()
    desk._composing[0].footer.writing.pass_corner.why_wanted.emit("anna")
    assert desk._why is why
    running_desk.verbs.status = an_open_window()
    running_desk.verbs.say(WindowChanged("anna"))
    await running_desk.settle()
    assert any("open until 14:32" in words.text() for words in why.findChildren(Words))
    outbox.close()
    desk._composing[0].close()
    await running_desk.settle()
    assert not running_desk.quit.is_set()
    why.close()
    await running_desk.settle()
    assert running_desk.quit.is_set()


async def test_drafts_are_shown_below_their_tool(qtbot: QtBot, running_desk: Running) -> None:
    running_desk.verbs.the_drafts[4] = Draft("anna", subject="Kept")
    anchor = QPushButton()
    qtbot.addWidget(anchor)
    anchor.show()
    running_desk.desk.show_drafts(anchor)
    await running_desk.settle()
    (menu,) = anchor.findChildren(DraftsMenu)
    menu.opened.emit(4)
    menu.deleted.emit(4)
    await running_desk.settle()
    assert any(window.draft_id == 4 for window in running_desk.desk._composing)
    assert ("drop_draft", 4) in running_desk.verbs.calls


async def test_a_draft_made_what_it_was_is_shown_in_its_window(running_desk: Running) -> None:
    desk = running_desk.desk
    window = desk.open_compose(Draft("anna", subject="New"), 4)
    desk.show_draft(Draft("anna", subject="Old"), 4)
    assert window.sheet.draft().subject == "Old"
    assert window.draft_id == 4
    assert desk._composing.count(window) == 1
    desk.show_draft(Draft("anna", subject="Other"), 5)
    assert desk._composing[-1].draft_id == 5


async def test_a_draft_that_cannot_be_kept_holds_its_window_open_once(running_desk: Running) -> None:
    running_desk.verbs.keep_trouble = NotQueued(StoreTrouble.DISK_FULL)
    window = running_desk.desk.open_compose()
    window.sheet.body.setPlainText("Dear Yuki")
    window.close()
    await running_desk.settle()
    assert window.isVisible()
    assert any("could not be saved" in each.text() for each in window.sheet.note.findChildren(Words))
    window.sheet.body.insertPlainText("!")
    window.close()
    await running_desk.settle()
    assert window.isVisible(), "something was typed since"
    window.close()
    await running_desk.settle()
    assert window not in running_desk.desk._composing


async def test_an_explanation_opens_over_its_letter(running_desk: Running) -> None:
    verbs, desk = running_desk.verbs, running_desk.desk
    verbs.diagnoses[1] = Diagnosis(Cause.RELAY_DENIED, Confidence.LIKELY, (), (), "550")
    desk.explain(a_parcel(state=ParcelState.FAILED))
    desk.say("There is no key store on this computer.", "")
    assert desk._composing[0].sheet.note.isVisible()


async def test_a_first_start_asks_for_an_account(verbs: FakeVerbs, look: theme.Theme, tmp_path: Path) -> None:
    verbs.the_accounts = []
    running = Running(verbs, look, tmp_path)
    running.desk.open_compose()
    await running.settle()
    dialog = running.desk._settings().shown()
    assert dialog is not None
    assert dialog.isVisible()
    verbs.the_accounts = [an_account()]
    running.quit.set()
    assert await running.life == 0


async def test_broken_settings_are_named_where_the_newcomer_looks(
    verbs: FakeVerbs, look: theme.Theme, tmp_path: Path
) -> None:
    verbs.the_accounts = []
    running = Running(verbs, look, tmp_path)
    running.desk.open_compose()
    running.desk.say("Some settings could not be read", "accounts.toml, line 3")
    await running.settle()
    dialog = running.desk._settings().dialog()
    assert "accounts.toml, line 3" in [words.text() for words in dialog.note.findChildren(Words)]
    running.quit.set()
    assert await running.life == 0


async def test_what_is_said_at_a_start_with_the_check_alone_is_seen_there(
    verbs: FakeVerbs, look: theme.Theme, tmp_path: Path
) -> None:
    running = Running(verbs, look, tmp_path)
    running.desk.open_check()
    running.desk.say("Some settings could not be read", "accounts.toml, line 3")
    check = running.desk._check
    assert check is not None
    assert check.news.isVisible()
    running.desk.open_compose()
    running.desk.say("The outbox was damaged", "")
    assert running.desk._composing[0].sheet.note.isVisible()
    await running.settle()
    running.quit.set()
    assert await running.life == 0


def test_a_minimised_window_comes_back(qtbot: QtBot) -> None:
    window = QPushButton()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_forward(window)
    assert not window.windowState() & Qt.WindowState.WindowMinimized


async def test_how_long_send_can_be_undone_follows_the_settings(running_desk: Running) -> None:
    assert running_desk.desk.undo_span() == timedelta(seconds=7)
    running_desk.desk.open_settings("anna")
    running_desk.desk._settings().dialog().preferences_changed.emit(Preferences(undo_seconds=0))
    assert running_desk.desk.undo_span() == timedelta(0)


async def test_what_is_counted_after_the_end_meets_no_window(running_desk: Running) -> None:
    desk = running_desk.desk
    desk.open_outbox()
    await running_desk.settle()
    counting = [desk._count.count() for _ in range(2)]
    running_desk.quit.set()
    await running_desk.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for count in counting:
        await count
    desk.hear(ParcelChanged(1))
    await running_desk.settle()


class SlowDisk(FakeVerbs):
    """Answers after a while, and remembers that it was asked after it had been closed."""

    closed = False
    asked_too_late = 0

    async def unsent(self) -> tuple[Parcel, ...]:
        await self._turn()
        return await super().unsent()

    async def parcel(self, parcel_id: int) -> Parcel | None:
        await self._turn()
        return await super().parcel(parcel_id)

    async def attempts(self, parcel_id: int) -> tuple[Attempt, ...]:
        await self._turn()
        return await super().attempts(parcel_id)

    async def _turn(self) -> None:
        self.asked_too_late += self.closed
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("with_outbox", [False, True])
async def test_the_disk_is_asked_nothing_after_the_end(
    look: theme.Theme, tmp_path: Path, *, with_outbox: bool
) -> None:
    disk = SlowDisk()
    disk.page = 30
    disk.the_parcels = {n: a_parcel(n, ParcelState.SENT) for n in range(30)}
    running = Running(disk, look, tmp_path)
    window = running.desk.open_compose()
    await running.settle()
    if with_outbox:
        (await open_outbox(running)).close()
    window.close()
    for number in range(3):
        running.desk.hear(ParcelChanged(number))
        await asyncio.sleep(0)
    assert await running.life == 0
    disk.closed = True
    await asyncio.sleep(0.1)
    assert disk.asked_too_late == 0


# after a crash ----------------------------------------------------------------------------------------


def leave_open(running: Running, *numbers: int) -> None:
    for each in numbers:
        running.verbs.the_drafts[each] = Draft("anna", subject=f"Letter {each}")
        running.verbs.the_places[each] = Place()


async def test_what_was_left_open_comes_back_once_upon_the_blank_sheet(running_desk: Running) -> None:
    desk = running_desk.desk
    leave_open(running_desk, 4)
    desk.say("The outbox was damaged", "")
    for _start in range(2):
        await desk.reopen()
        assert [each.draft_id for each in desk._composing] == [4]
    assert desk._composing[0].sheet.note.isVisible(), "what was said stays"


async def test_the_letter_that_was_clicked_stays_in_front(
    running_desk: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = running_desk.desk
    clicked = desk.open_compose(Draft("anna", to=("yuki@b.example",)))
    desk._composing[0].close()
    await running_desk.settle()
    front: list[object] = []
    monkeypatch.setattr("tegata.gui.desk.bring_forward", front.append)
    leave_open(running_desk, 4)
    await desk.reopen()
    assert [each.draft_id for each in desk._composing] == [None, 4]
    assert front == [clicked]


async def test_with_nothing_left_open_no_window_stirs(
    running_desk: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    front: list[object] = []
    monkeypatch.setattr("tegata.gui.desk.bring_forward", front.append)
    await running_desk.desk.reopen()
    assert front == []


async def test_a_window_closed_is_open_no_longer(running_desk: Running) -> None:
    leave_open(running_desk, 4)
    window = running_desk.desk.open_compose(running_desk.verbs.the_drafts[4], 4)
    window.close()
    await running_desk.settle()
    assert running_desk.verbs.the_places == {}


async def test_after_a_clean_end_nothing_is_open(running_desk: Running) -> None:
    leave_open(running_desk, 4)
    running_desk.desk.open_compose(running_desk.verbs.the_drafts[4], 4)
    running_desk.quit.set()
    await running_desk.settle()
    assert running_desk.verbs.the_places == {}


async def test_closed_while_the_letter_is_put_on_disk_it_waits_for_that_and_stays_until_it_has_left(
    running_desk: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, verbs = running_desk.desk, running_desk.verbs
    send, goes_on = verbs.send, asyncio.Event()

    async def slowly(draft: Draft, **how: Any) -> object:
        await goes_on.wait()
        verbs.the_parcels[1] = a_parcel(state=ParcelState.WAITING)
        return await send(draft, **how)

    monkeypatch.setattr(verbs, "send", slowly)
    window = desk._composing[0]
    window.sheet.show_draft(Draft("anna", to=("yuki@b.example",), subject="In a hurry"))
    window.sending.send()
    await running_desk.settle()
    window.close()
    await running_desk.settle()
    ended_too_early = running_desk.quit.is_set()
    goes_on.set()
    await running_desk.settle()
    assert not ended_too_early
    assert not running_desk.quit.is_set(), "the letter is on its way"
    assert not any(call[0] == "keep_draft" for call in verbs.calls), "it is a draft no longer"
    assert desk._composing == []
