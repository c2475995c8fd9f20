"""The draft is kept while it is typed."""

import asyncio

import pytest
from PySide6.QtCore import QObject

from tegata.delivery.notices import NotQueued, StoreTrouble
from tegata.gui.draft_keeper import DraftKeeper
from tegata.mail.draft import Draft
from tests.gui.fake_verbs import FakeVerbs

pytestmark = pytest.mark.usefixtures("running")


class Desk:
    """What is being written, and who keeps it."""

    def __init__(self, verbs: FakeVerbs) -> None:
        self.draft = Draft("anna")
        self.owner = QObject()
        self.keeper = DraftKeeper(verbs, lambda: self.draft, self.owner)
        self.keeper.begin(self.draft, None)

    def write(self, body: str) -> None:
        self.draft = Draft("anna", body=body)
        self.keeper.touch()


def kept(verbs: FakeVerbs) -> list[tuple[object, object]]:
    return [(call[1], call[2]) for call in verbs.calls if call[0] == "keep_draft"]


async def test_a_pause_in_the_typing_keeps_it(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.keeper._timer.setInterval(1)
    times: list[object] = []
    desk.keeper.kept.connect(times.append)
    desk.write("Hi")
    await asyncio.sleep(0.05)
    assert kept(verbs) == [(Draft("anna", body="Hi"), None)]
    assert len(times) == 1


async def test_the_same_draft_keeps_its_number(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.write("Hi")
    await desk.keeper.keep()
    desk.write("Hi Yuki")
    await desk.keeper.keep()
    assert [number for _draft, number in kept(verbs)] == [None, 1]
    assert desk.keeper.draft_id == 1


async def test_nothing_new_is_not_kept_again(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    await desk.keeper.keep()
    assert kept(verbs) == []


async def test_another_account_does_not_make_a_draft_of_a_blank_sheet(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.draft = Draft("office")
    await desk.keeper.keep()
    assert kept(verbs) == []


async def test_a_full_disk_is_said_and_tried_again_later(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    verbs.keep_trouble = NotQueued(StoreTrouble.DISK_FULL)
    said: list[object] = []
    desk.keeper.failed.connect(said.append)
    desk.write("Hi")
    await desk.keeper.keep()
    assert said == [NotQueued(StoreTrouble.DISK_FULL)]
    verbs.keep_trouble = None
    await desk.keeper.keep()
    assert desk.keeper.draft_id == 1


async def test_resting_waits_for_a_save_under_way(verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(verbs)
    keep = verbs.keep_draft

    async def slowly(draft: Draft, number: int | None) -> object:
        await asyncio.sleep(0.01)
        return await keep(draft, number)

    monkeypatch.setattr(verbs, "keep_draft", slowly)
    desk.write("Hi")
    saving = asyncio.get_running_loop().create_task(desk.keeper.keep())
    await asyncio.sleep(0)
    await desk.keeper.rest()
    assert desk.keeper.draft_id == 1
    await saving
    assert not desk.keeper._timer.isActive()


async def test_a_sheet_on_which_nothing_was_written_starts_no_timer(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.keeper.touch()
    assert not any(timer.isActive() for timer in desk.keeper._timers())
    desk.write("H")
    assert desk.keeper._timer.isActive()
    desk.write("")
    assert not any(timer.isActive() for timer in desk.keeper._timers())


async def test_who_types_without_a_pause_is_kept_too(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.keeper._longest.setInterval(20)
    for length in range(1, 20):
        desk.write("x" * length)
        await asyncio.sleep(0.005)
    assert kept(verbs)
    await desk.keeper.rest()


async def test_a_save_that_failed_is_said_once_and_tried_again_by_itself(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.keeper._again.setInterval(1)
    said: list[object] = []
    desk.keeper.failed.connect(said.append)
    verbs.keep_trouble = NotQueued(StoreTrouble.DISK_FULL)
    desk.write("Hi")
    assert not await desk.keeper.keep()
    await asyncio.sleep(0.05)
    assert len(kept(verbs)) > 1
    assert said == [NotQueued(StoreTrouble.DISK_FULL)]
    verbs.keep_trouble = None
    await asyncio.sleep(0.05)
    assert desk.keeper.draft_id == 1
    assert not any(timer.isActive() for timer in desk.keeper._timers())
    verbs.keep_trouble = NotQueued(StoreTrouble.DISK_FULL)
    desk.write("Hi again")
    await desk.keeper.keep()
    assert len(said) == 2, "it worked in between: that is news"
    await desk.keeper.rest()
