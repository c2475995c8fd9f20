"""The end, on a disk that refuses."""

import pytest
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import NotQueued, StoreTrouble
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.desk_ending import put_all_away
from tegata.mail.draft import Draft
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import FakeVerbs

pytestmark = pytest.mark.usefixtures("running")


@pytest.fixture
def window(qtbot: QtBot, verbs: FakeVerbs) -> ComposeWindow:
    made = ComposeWindow.furnished(verbs, FakeDesk())
    qtbot.addWidget(made)
    made.sheet.body.insertPlainText("Dear Yuki")
    return made


async def test_what_can_be_kept_costs_no_room(
    window: ComposeWindow, verbs: FakeVerbs, capsys: pytest.CaptureFixture[str]
) -> None:
    await put_all_away([window], verbs)
    assert verbs.the_drafts == {1: Draft("anna", body="Dear Yuki")}
    assert ("make_room",) not in verbs.calls
    assert capsys.readouterr().err == ""


async def test_the_last_room_on_the_disk_is_for_the_draft(
    window: ComposeWindow, verbs: FakeVerbs, capsys: pytest.CaptureFixture[str]
) -> None:
    verbs.keep_trouble, verbs.room = NotQueued(StoreTrouble.DISK_FULL), True
    await put_all_away([window], verbs)
    assert verbs.the_drafts == {1: Draft("anna", body="Dear Yuki")}
    assert capsys.readouterr().err == ""


async def test_a_letter_that_is_lost_is_not_lost_in_silence(
    window: ComposeWindow,
    verbs: FakeVerbs,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    verbs.keep_trouble = NotQueued(StoreTrouble.DISK_FULL)
    await put_all_away([window], verbs)
    assert capsys.readouterr().err == "Tegata: The letter could not be saved: the disk is full\n"
    assert "a draft is lost" in caplog.text
    assert "Yuki" not in caplog.text


async def test_without_a_terminal_the_log_says_it_alone(
    window: ComposeWindow, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("sys.stderr", None)
    verbs.keep_trouble = NotQueued(StoreTrouble.READ_ONLY)
    await put_all_away([window], verbs)
    assert "read-only" in caplog.text
