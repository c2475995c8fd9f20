"""What leads from one window to another."""

import asyncio

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import DraftVersion
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.desk_errands import DeskErrands
from tegata.gui.drafts_menu import DraftsMenu
from tegata.gui.outbox_actions import OutboxActions
from tegata.gui.refusal_card import RefusalCard
from tegata.gui.uploads import Uploads
from tegata.gui.versions_menu import VersionsMenu
from tegata.mail.draft import Draft
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.reply import PopReply
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis, Remedy
from tegata.store.parcel import ParcelState
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import NOON, FakeVerbs, a_parcel

pytestmark = pytest.mark.usefixtures("running")
REFUSED = Refused(Phase.POP, PopReply(ok=False, text="no"))


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def compose(qtbot: QtBot, verbs: FakeVerbs, desk: FakeDesk) -> ComposeWindow:
    window = ComposeWindow.furnished(verbs, desk)
    qtbot.addWidget(window)
    window.show()
    return window


async def test_a_refused_letter_is_mended_in_the_window_it_came_from(
    verbs: FakeVerbs, desk: FakeDesk, compose: ComposeWindow
) -> None:
    verbs.diagnoses[1] = Diagnosis(Cause.RELAY_DENIED, Confidence.LIKELY, (), (Remedy.EDIT_LETTER,), "550")
    parcel = verbs.the_parcels[1] = a_parcel(state=ParcelState.FAILED)
    compose.sending.flow.parcel_id = 1
    errands = DeskErrands(verbs, desk, Uploads())
    errands.explain(parcel, compose)
    (card,) = compose.findChildren(RefusalCard)
    card.chosen.emit(Remedy.EDIT_LETTER)
    card.close()
    await asyncio.sleep(0.02)
    assert compose.draft_id == 7
    assert compose.sending.flow.parcel_id is None


async def test_from_the_outbox_it_opens_a_window_of_its_own(
    qtbot: QtBot, verbs: FakeVerbs, desk: FakeDesk
) -> None:
    outbox = QWidget()
    qtbot.addWidget(outbox)
    errands = DeskErrands(verbs, desk, Uploads())
    actions = OutboxActions(verbs, errands.watch, outbox)
    errands.wire(actions, outbox)
    draft = Draft("anna")
    actions.edit_letter.emit(7, draft)
    actions.settings_wanted.emit("anna")
    actions.password_wanted.emit("anna")
    actions.login_failed.emit(REFUSED)
    actions.why_wanted.emit("anna")
    assert desk.calls[:3] == [
        ("open_compose", draft, 7),
        ("open_settings", "anna", "SERVERS"),
        ("ask_password", "anna"),
    ]
    assert desk.calls[3][0] == "say"
    assert desk.calls[4] == ("open_why", "anna")


async def test_a_login_that_failed_is_said_where_it_was_asked_for(
    verbs: FakeVerbs, desk: FakeDesk, compose: ComposeWindow
) -> None:
    errands = DeskErrands(verbs, desk, Uploads())
    actions = OutboxActions(verbs, errands.watch, compose)
    errands.wire(actions, compose)
    actions.login_failed.emit(REFUSED)
    assert compose.sheet.note.isVisible()
    await asyncio.sleep(0)


async def test_nothing_to_explain_opens_nothing(
    verbs: FakeVerbs, desk: FakeDesk, compose: ComposeWindow
) -> None:
    DeskErrands(verbs, desk, Uploads()).explain(a_parcel(), compose)
    assert compose.findChildren(RefusalCard) == []


async def test_the_tools_of_the_outbox_lead_to_the_other_windows(
    qtbot: QtBot, verbs: FakeVerbs, desk: FakeDesk
) -> None:
    outbox = DeskErrands(verbs, desk, Uploads()).make_outbox()
    qtbot.addWidget(outbox)
    bar = outbox.tool_bar
    for signal in (outbox.new_letter, bar.drafts, bar.check, bar.settings):
        signal.emit()
    outbox.pass_corner.why_wanted.emit("anna")
    outbox.deeds.password_wanted.emit("anna")
    assert desk.calls == [
        ("open_compose", None, None),
        ("show_drafts",),
        ("open_check", None),
        ("open_settings", "anna", None),
        ("open_why", "anna"),
        ("ask_password", "anna"),
    ]


async def test_the_tools_of_the_check_lead_to_the_other_windows(
    qtbot: QtBot, verbs: FakeVerbs, desk: FakeDesk
) -> None:
    check = DeskErrands(verbs, desk, Uploads()).make_check()
    qtbot.addWidget(check)
    bar = check.tool_bar
    for signal in (bar.new_letter, bar.drafts, bar.outbox, bar.settings):
        signal.emit()
    check.settings_wanted.emit("anna")
    check.pass_corner.why_wanted.emit("anna")
    assert desk.calls == [
        ("open_compose", None, None),
        ("show_drafts",),
        ("open_outbox", None),
        ("open_settings", "anna", None),
        ("open_settings", "anna", "SERVERS"),
        ("open_why", "anna"),
    ]


async def test_why_leads_to_the_check_of_the_way_from_here(
    qtbot: QtBot, verbs: FakeVerbs, desk: FakeDesk
) -> None:
    why = DeskErrands(verbs, desk, Uploads()).make_why()
    qtbot.addWidget(why)
    why.show_account("anna")
    why.check_button.click()
    assert desk.calls == [("open_check", "anna")]


@pytest.mark.parametrize("keeps", [True, False])
async def test_an_earlier_version_is_shown_unless_that_would_lose_what_is_written(
    qtbot: QtBot, verbs: FakeVerbs, desk: FakeDesk, keeps: bool
) -> None:
    desk.keeps = keeps
    verbs.the_drafts[4] = Draft("anna", subject="Kept")
    verbs.the_versions[4] = [DraftVersion(9, NOON, "Dear Yuki")]
    anchor = QPushButton()
    qtbot.addWidget(anchor)
    anchor.show()
    await DeskErrands(verbs, desk, Uploads()).show_drafts(anchor)
    (menu,) = anchor.findChildren(DraftsMenu)
    menu.earlier_wanted.emit((await verbs.drafts())[0])
    await asyncio.sleep(0.02)
    (versions,) = anchor.findChildren(VersionsMenu)
    versions.chosen.emit(9)
    await asyncio.sleep(0.02)
    assert (("go_back", 4, 9) in verbs.calls) is keeps
    assert (("show_draft", verbs.the_drafts[4], 4) in desk.calls) is keeps
