"""The draft is kept while it is typed."""

import asyncio

import pytest
from PySide6.QtCore import QObject

from tegata.delivery.notices import NotQueued, StoreTrouble
from tegata.gui.draft_keeper import DraftKeeper
from tegata.mail.draft import Draft, Place
from tegata.mail.flaw import Field
from tegata.store.trouble import StoreError, Trouble
from tests.gui.fake_verbs import FakeVerbs

pytestmark = pytest.mark.usefixtures("running")


class Desk:
    """What is being written, and who keeps it."""

    def __init__(self, verbs: FakeVerbs) -> None:
        self.draft: Draft | None = Draft("anna")
        self.place = Place()
        self.owner = QObject()
        self.keeper = DraftKeeper(verbs, lambda: self.draft, lambda: self.place, self.owner)
        self.keeper.begin(Draft("anna"), None)

    def write(self, body: str) -> None:
        self.draft = Draft("anna", body=body)
        self.keeper.touch()

    def rest(self) -> None:
        """Let no timer run into the next test."""
        self.keeper.begin(Draft("anna"), None)

    def go(self, place: Place) -> None:
        self.place = place
        self.keeper.move()


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

    async def slowly(draft: Draft, number: int | None, place: Place | None) -> object:
        await asyncio.sleep(0.01)
        return await keep(draft, number, place)

    monkeypatch.setattr(verbs, "keep_draft", slowly)
    desk.write("Hi")
    saving = asyncio.get_running_loop().create_task(desk.keeper.keep())
    await asyncio.sleep(0)
    async with desk.keeper.resting():
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
    desk.rest()


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
    desk.rest()


# the cursor -------------------------------------------------------------------------------------------

SUBJECT = Place(Field.SUBJECT, 2, 2)


def marks(verbs: FakeVerbs) -> list[tuple[object, object]]:
    return [(call[1], call[2]) for call in verbs.calls if call[0] == "mark_draft"]


async def test_the_place_is_kept_with_the_text(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.place = SUBJECT
    desk.write("Hi")
    await desk.keeper.keep()
    assert verbs.the_places == {1: SUBJECT}
    assert marks(verbs) == []


async def test_the_cursor_alone_is_noted_once_it_stands_still_and_is_no_save(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.keeper._still.setInterval(1)
    desk.write("Hi")
    await desk.keeper.keep()
    times: list[object] = []
    desk.keeper.kept.connect(times.append)
    for place in (Place(position=1), SUBJECT):
        desk.go(place)
    await asyncio.sleep(0.05)
    assert marks(verbs) == [(1, SUBJECT)]
    assert (len(kept(verbs)), times) == (1, [])
    desk.go(SUBJECT)
    await asyncio.sleep(0.05)
    assert len(marks(verbs)) == 1, "nothing has changed"
    assert not desk.keeper._still.isActive()


async def test_a_cursor_in_what_is_not_kept_starts_no_timer(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.go(SUBJECT)
    assert not desk.keeper._still.isActive()
    await desk.keeper.keep()
    assert marks(verbs) == []


async def test_a_kept_draft_that_is_opened_is_soon_said_to_be_open(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.keeper._still.setInterval(1)
    desk.keeper.begin(Draft("anna"), 5)
    await asyncio.sleep(0.05)
    assert verbs.the_places == {5: Place()}


@pytest.mark.parametrize("body", ["Hi", "Hi Yuki"])
async def test_closed_it_is_open_no_longer_whatever_comes_late(verbs: FakeVerbs, body: str) -> None:
    desk = Desk(verbs)
    desk.write("Hi")
    await desk.keeper.keep()
    desk.write(body)
    assert await desk.keeper.close()
    assert verbs.the_places == {}
    assert verbs.the_drafts == {1: Draft("anna", body=body)}
    desk.go(SUBJECT)
    assert await desk.keeper.keep()
    assert await desk.keeper.close()
    assert verbs.the_places == {}


async def test_closed_before_it_was_said_to_be_open_the_mark_goes_that_an_earlier_version_kept(
    verbs: FakeVerbs,
) -> None:
    desk = Desk(verbs)
    verbs.the_places[5] = SUBJECT
    desk.keeper.begin(Draft("anna"), 5)
    assert await desk.keeper.close()
    assert verbs.the_places == {}


async def test_what_cannot_be_closed_stays_open(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.write("Hi")
    await desk.keeper.keep()
    verbs.keep_trouble = NotQueued(StoreTrouble.DISK_FULL)
    desk.write("Hi Yuki")
    assert not await desk.keeper.close()
    verbs.keep_trouble = None
    assert await desk.keeper.keep()
    assert verbs.the_places == {1: Place()}
    desk.rest()


async def test_a_disk_that_refuses_the_place_costs_no_word_and_it_is_tried_at_the_next_move(
    verbs: FakeVerbs,
) -> None:
    desk = Desk(verbs)
    desk.write("Hi")
    await desk.keeper.keep()
    said: list[object] = []
    desk.keeper.failed.connect(said.append)
    verbs.mark_trouble = StoreError(Trouble(StoreTrouble.DISK_FULL))
    desk.go(SUBJECT)
    assert await desk.keeper.keep()
    assert said == []
    verbs.mark_trouble = None
    desk.go(SUBJECT)
    assert await desk.keeper.keep()
    assert verbs.the_places == {1: SUBJECT}
    assert not any(timer.isActive() for timer in (*desk.keeper._timers(), desk.keeper._still))


async def test_at_rest_no_place_is_noted(verbs: FakeVerbs) -> None:
    desk = Desk(verbs)
    desk.write("Hi")
    await desk.keeper.keep()
    desk.go(SUBJECT)
    async with desk.keeper.resting():
        assert not desk.keeper._still.isActive()


@pytest.mark.parametrize("becomes_a_letter", [True, False])
async def test_who_wants_it_closed_meanwhile_waits_until_it_is_a_letter_or_not(
    verbs: FakeVerbs, becomes_a_letter: bool
) -> None:
    desk = Desk(verbs)
    desk.write("Hi")
    async with desk.keeper.resting():
        closing = asyncio.get_running_loop().create_task(desk.keeper.close())
        await asyncio.sleep(0.01)
        assert not closing.done()
        if becomes_a_letter:
            desk.draft = None
    assert await closing
    assert (kept(verbs) == []) is becomes_a_letter
    desk.keeper.touch()
    assert not any(timer.isActive() for timer in desk.keeper._timers())
