"""What the buttons of the outbox do."""

import asyncio
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tegata.accounts.account import Login
from tegata.delivery.notices import LoginResult
from tegata.gui.auth_offer import AuthOffer
from tegata.gui.later_dialog import LaterDialog
from tegata.gui.look_dialog import LookDialog
from tegata.gui.outbox_actions import OutboxActions
from tegata.gui.outbox_question import Question
from tegata.gui.outbox_row import Deed
from tegata.gui.outbox_watch import OutboxWatch
from tegata.gui.refusal_card import RefusalCard
from tegata.gui.transcript_window import TranscriptWindow
from tegata.mail.draft import Draft
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.pop3_traces import Looked, Trace
from tegata.protocols.reply import PopReply
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis, Remedy
from tegata.store.departure import SendAt
from tegata.store.parcel import Attempt, ParcelState
from tegata.tasks import spawn
from tests.gui.fake_verbs import NOON, FakeVerbs, a_parcel
from tests.gui.waiting import asked

RELAY = Diagnosis(
    Cause.NEEDS_POP_BEFORE_SMTP, Confidence.LIKELY, (), (Remedy.POP_LOGIN_AND_RETRY,), "550 Relaying denied"
)
PARCEL = a_parcel(1, ParcelState.FAILED)


@pytest.fixture
def actions(qtbot: QtBot, verbs: FakeVerbs) -> OutboxActions:
    window = QWidget()
    qtbot.addWidget(window)
    verbs.the_parcels[1] = PARCEL
    return OutboxActions(verbs, OutboxWatch(verbs, now=lambda: NOON), window)


@pytest.mark.parametrize(
    ("deed", "asked"),
    [
        (Deed.TRY_NOW, "try_now"),
        (Deed.SEND_AGAIN, "try_now"),
        (Deed.SEND_NOW, "try_now"),
        (Deed.SEND_AFTER_ALL, "try_now"),
        (Deed.IT_ARRIVED, "it_arrived"),
        (Deed.CANCEL, "cancel"),
        (Deed.HOLD, "cancel"),
        (Deed.EDIT, "edit_again"),
        (Deed.CORRECT_ADDRESS, "edit_again"),
        (Deed.UNDO, "edit_again"),
    ],
)
async def test_a_deed_asks_the_post_office(
    actions: OutboxActions, verbs: FakeVerbs, deed: Deed, asked: str
) -> None:
    await actions.carry_out(deed, PARCEL)
    assert verbs.calls == [(asked, 1)]


async def test_editing_hands_the_draft_to_the_desk(actions: OutboxActions) -> None:
    heard: list[tuple[int, Draft]] = []
    actions.edit_letter.connect(lambda number, draft: heard.append((number, draft)))
    await actions.carry_out(Deed.EDIT, PARCEL)
    assert heard == [(7, Draft("anna", to=("ola@elsewhere.example",)))]


@pytest.mark.parametrize("deed", [Deed.EDIT, Deed.CANCEL])
async def test_too_late_is_said_plainly(actions: OutboxActions, verbs: FakeVerbs, deed: Deed) -> None:
    verbs.cancellable = False
    heard: list[str] = []
    actions.said.connect(heard.append)
    await actions.carry_out(deed, PARCEL)
    assert len(heard) == 1


async def test_settings_and_passwords_are_left_to_the_desk(actions: OutboxActions) -> None:
    heard: list[tuple[str, str]] = []
    actions.settings_wanted.connect(lambda name: heard.append(("settings", name)))
    actions.password_wanted.connect(lambda name: heard.append(("password", name)))
    await actions.carry_out(Deed.OPEN_SETTINGS, PARCEL)
    await actions.carry_out(Deed.ENTER_PASSWORD, PARCEL)
    await actions.remedy(Remedy.USE_PORT_587, PARCEL)
    await actions.remedy(Remedy.ENTER_PASSWORD, PARCEL)
    assert heard == [("settings", "anna"), ("password", "anna")] * 2


async def test_log_in_and_try_again_logs_in_first(actions: OutboxActions, verbs: FakeVerbs) -> None:
    heard: list[int] = []
    actions.logged_in_for.connect(heard.append)
    await actions.remedy(Remedy.POP_LOGIN_AND_RETRY, PARCEL)
    await actions.carry_out(Deed.LOG_IN_AND_TRY, PARCEL)
    assert verbs.calls == [("login_now", "anna"), ("try_now", 1)] * 2
    assert heard == [1, 1]


async def test_a_login_that_fails_is_told_and_nothing_is_tried(
    actions: OutboxActions, verbs: FakeVerbs
) -> None:
    verbs.login_result = Refused(Phase.POP, PopReply(ok=False, text="no", response_code="AUTH"))
    heard: list[LoginResult] = []
    actions.login_failed.connect(heard.append)
    await actions.remedy(Remedy.POP_LOGIN_AND_RETRY, PARCEL)
    assert verbs.calls == [("login_now", "anna")]
    assert heard == [verbs.login_result]


async def test_the_other_remedies(actions: OutboxActions, verbs: FakeVerbs) -> None:
    await actions.remedy(Remedy.TRY_NOW, PARCEL)
    await actions.remedy(Remedy.EDIT_RECIPIENTS, PARCEL)
    assert verbs.calls == [("try_now", 1), ("edit_again", 1)]


async def test_logging_in_anyway_forgets_what_the_server_has_shown(
    actions: OutboxActions, verbs: FakeVerbs
) -> None:
    await actions.remedy(Remedy.LOG_IN_ANYWAY, PARCEL)
    assert verbs.calls == [("forget_learned", "anna"), ("try_now", 1)]


async def test_withdrawing_asks_first(actions: OutboxActions, verbs: FakeVerbs) -> None:
    for deed in (False, True):
        running = spawn(actions.carry_out(Deed.WITHDRAW, PARCEL), "withdraw")
        question = await asked(Question)
        (question.deed if deed else question.leave).click()
        await running
        assert verbs.calls == ([("withdraw", 1)] if deed else [])


async def test_why_opens_the_card_and_its_button_works(actions: OutboxActions, verbs: FakeVerbs) -> None:
    assert actions.explain(PARCEL) is None
    verbs.diagnoses[1] = RELAY
    card = actions.explain(PARCEL)
    assert isinstance(card, RefusalCard)
    card.reject()


async def test_the_transcript_is_one_click_away(actions: OutboxActions, verbs: FakeVerbs) -> None:
    verbs.the_attempts[1] = (Attempt(1, NOON, NOON, (), "S: 220 ready"),)
    shown = await actions.show_transcript(PARCEL)
    assert isinstance(shown, TranscriptWindow)
    assert shown.text() == "S: 220 ready"
    shown.close()


async def test_a_parcel_that_has_gone_is_left_alone(actions: OutboxActions, verbs: FakeVerbs) -> None:
    actions.do(Deed.TRY_NOW, 99)
    assert verbs.calls == []


async def test_why_on_the_card_is_told_for_the_letters_account(
    actions: OutboxActions, verbs: FakeVerbs
) -> None:
    verbs.diagnoses[1] = RELAY
    card = actions.explain(PARCEL)
    assert isinstance(card, RefusalCard)
    heard: list[str] = []
    actions.why_wanted.connect(heard.append)
    card.why.emit()
    assert heard == ["anna"]
    card.close()


@pytest.mark.usefixtures("running")
async def test_the_card_does_its_deeds_also_where_the_outbox_was_never_opened(
    actions: OutboxActions, verbs: FakeVerbs
) -> None:
    verbs.diagnoses[1] = RELAY
    card = actions.explain(PARCEL)
    assert isinstance(card, RefusalCard)
    card.transcript.emit()
    await asyncio.sleep(0.01)
    assert card.findChildren(TranscriptWindow) != []
    edited: list[int] = []
    actions.edit_letter.connect(lambda number, _draft: edited.append(number))
    card.edit.emit()
    await asyncio.sleep(0.01)
    assert edited == [7]
    card.close()


async def the_offer() -> AuthOffer:
    while not (isinstance(offer := QApplication.activeModalWidget(), AuthOffer) and offer.found):
        await asyncio.sleep(0)
    return offer


async def test_switched_to_smtp_auth_the_letter_is_tried_again(
    actions: OutboxActions, verbs: FakeVerbs
) -> None:
    doing = spawn(actions.carry_out(Deed.SWITCH_TO_AUTH, PARCEL), "switch")
    (await the_offer()).switch_button.click()
    await doing
    assert [call[0] for call in verbs.calls] == ["try_auth", "switch_to_auth", "save_account", "try_now"]
    assert verbs.the_accounts[0].submission.login is Login.PASSWORD


async def test_smtp_auth_not_wanted_leaves_all_as_it_is(actions: OutboxActions, verbs: FakeVerbs) -> None:
    doing = spawn(actions.remedy(Remedy.SWITCH_TO_AUTH, PARCEL), "switch")
    (await the_offer()).reject()
    await doing
    assert [call[0] for call in verbs.calls] == ["try_auth"]


async def test_a_switch_that_cannot_be_saved_is_said(
    actions: OutboxActions, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_account: str, _submission: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(verbs, "switch_to_auth", full)
    heard: list[str] = []
    actions.said.connect(heard.append)
    doing = spawn(actions.remedy(Remedy.SWITCH_TO_AUTH, PARCEL), "switch")
    (await the_offer()).switch_button.click()
    await doing
    assert heard == ["The settings could not be saved: No space left on device"]
    assert [call[0] for call in verbs.calls] == ["try_auth"]


async def test_looking_ends_with_what_the_user_chose(actions: OutboxActions, verbs: FakeVerbs) -> None:
    verbs.look_result = Looked(frozenset({Trace.OWN_COPY}), 1)
    looking = spawn(actions.remedy(Remedy.LOOK_IN_MAILBOX, a_parcel(1, ParcelState.UNCERTAIN)), "look")
    while not (isinstance(dialog := QApplication.activeModalWidget(), LookDialog) and dialog.isVisible()):
        await asyncio.sleep(0)
    while dialog.arrived_button.isHidden():
        await asyncio.sleep(0)
    dialog.arrived_button.click()
    await looking
    assert verbs.calls == [("look_for", 1), ("it_arrived", 1)]


async def test_without_its_account_a_letter_cannot_be_looked_for(
    actions: OutboxActions, verbs: FakeVerbs
) -> None:
    verbs.the_accounts.clear()
    heard: list[str] = []
    actions.said.connect(heard.append)
    await actions.carry_out(Deed.LOOK, PARCEL)
    assert len(heard) == 1
    assert verbs.calls == []


async def test_a_sent_letter_is_used_again_and_stays(actions: OutboxActions, verbs: FakeVerbs) -> None:
    heard: list[int] = []
    actions.edit_letter.connect(lambda number, _draft: heard.append(number))
    await actions.carry_out(Deed.USE_AGAIN, a_parcel(1, ParcelState.SENT))
    assert heard == [8]
    assert verbs.calls == [("use_again", 1)]


async def test_a_letter_that_cannot_be_read_is_said(actions: OutboxActions, verbs: FakeVerbs) -> None:
    async def broken(_parcel_id: int) -> None:
        raise OSError("input/output error")

    verbs.use_again = broken  # type: ignore[assignment,method-assign]
    heard: list[str] = []
    actions.said.connect(heard.append)
    await actions.carry_out(Deed.USE_AGAIN, a_parcel(1, ParcelState.SENT))
    assert heard == ["The letter could not be read: input/output error"]


@pytest.mark.parametrize(("possible", "said"), [(True, 0), (False, 1)])
async def test_another_time_is_asked_for_and_taken(
    actions: OutboxActions, verbs: FakeVerbs, possible: bool, said: int
) -> None:
    verbs.cancellable = possible
    heard: list[str] = []
    actions.said.connect(heard.append)
    at = SendAt(datetime.fromisoformat("2030-11-25 08:00"), "Asia/Tokyo")
    held = a_parcel(1, ParcelState.HELD, departure=at)
    changing = spawn(actions.carry_out(Deed.CHANGE_TIME, held), "test: change time")
    dialog = await asked(LaterDialog)
    assert dialog.at() == at
    dialog.accept()
    await changing
    assert verbs.calls == [("send_later", 1, at)]
    assert len(heard) == said


async def test_no_other_time_leaves_it_as_it_is(actions: OutboxActions, verbs: FakeVerbs) -> None:
    changing = spawn(actions.carry_out(Deed.CHANGE_TIME, PARCEL), "test: change time")
    dialog = await asked(LaterDialog)
    dialog.reject()
    await changing
    assert verbs.calls == []
