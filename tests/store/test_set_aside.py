"""Drafts behind held letters: out of sight, and there again with their versions once one is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.mail.draft import Draft, Place
from tegata.store.departure import UndoUntil
from tegata.store.draft_kept import DraftKept
from tegata.store.parcel import Parcel, ParcelState, Standing
from tegata.store.store import Store
from tests.store.samples import DRAFT, NOW, letter

S = ParcelState
LATER = NOW + timedelta(minutes=5)
HELD = Standing(S.HELD, departure=UndoUntil("this process", timedelta(hours=5), timedelta(seconds=7)))


class Writer:
    """Writes a letter in two goes, minutes apart, and presses Send."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.number = 0

    async def write(self) -> None:
        for minutes, body in ((0, "Once"), (2, DRAFT.body)):
            now = NOW + timedelta(minutes=minutes)
            kept = await self.store.drafts.keep(
                replace(DRAFT, body=body), self.number or None, Place(), now=now
            )
            assert isinstance(kept, DraftKept)
            self.number = kept.id

    async def send(self, standing: Standing = HELD) -> Parcel:
        parcel = await self.store.outbox.put(letter(), DRAFT, standing, now=LATER, draft_id=self.number)
        assert isinstance(parcel, Parcel)
        return parcel

    async def earlier(self) -> list[str]:
        return [each.first_words for each in await self.store.drafts.versions(self.number)]


@pytest.fixture
async def writer(store: Store) -> Writer:
    made = Writer(store)
    await made.write()
    return made


async def test_while_its_letter_is_held_a_draft_is_out_of_sight(writer: Writer) -> None:
    drafts = writer.store.drafts
    await writer.send()
    await drafts.mark(writer.number, Place())
    assert await drafts.kept() == ()
    assert await drafts.left_open() == ()
    assert await drafts.get(writer.number) is None
    assert await drafts.go_back(writer.number, 1, now=LATER) is None


async def test_taken_back_it_has_its_number_and_its_earlier_versions(writer: Writer) -> None:
    parcel = await writer.send()
    assert await writer.store.outbox.reopen(parcel.id, LATER) == (writer.number, DRAFT)
    assert await writer.store.drafts.get(writer.number) == DRAFT
    assert len(await writer.store.drafts.kept()) == 1
    assert await writer.earlier() == ["Once"]


async def test_what_was_deleted_between_the_last_save_and_send_is_an_earlier_version(writer: Writer) -> None:
    await writer.store.drafts.keep(replace(DRAFT, body="Hello " * 30), writer.number, now=NOW)
    parcel = await writer.send()
    await writer.store.outbox.reopen(parcel.id, LATER)
    assert (await writer.earlier())[0].startswith("Hello Hello")


async def test_after_a_crash_inside_the_undo_seconds_they_are_still_there(writer: Writer) -> None:
    parcel = await writer.send()
    await writer.store.outbox.recover(LATER, "another process")
    await writer.store.outbox.reopen(parcel.id, LATER)
    assert await writer.earlier() == ["Once"]


@pytest.mark.parametrize("state", [S.WAITING, S.WITHDRAWN])
async def test_they_go_with_the_letter(writer: Writer, state: ParcelState) -> None:
    parcel = await writer.send()
    await writer.store.outbox.move(parcel.id, Standing(state), now=LATER)
    assert await writer.earlier() == []


async def test_they_go_when_its_time_has_come(writer: Writer) -> None:
    parcel = await writer.send()
    assert await writer.store.outbox.leave(parcel, Standing(S.WAITING), now=LATER) is not None
    assert await writer.earlier() == []


async def test_with_another_time_it_can_still_be_taken_back(writer: Writer) -> None:
    parcel = await writer.send()
    await writer.store.outbox.move(parcel.id, HELD, now=LATER)
    await writer.store.outbox.reopen(parcel.id, LATER)
    assert await writer.earlier() == ["Once"]


async def test_of_a_letter_that_leaves_at_once_nothing_is_set_aside(writer: Writer) -> None:
    parcel = await writer.send(Standing(S.WAITING))
    assert await writer.earlier() == []
    await writer.store.outbox.reopen(parcel.id, LATER)
    assert len(await writer.store.drafts.kept()) == 1


async def test_recovery_touches_no_draft_and_nothing_of_a_letter_that_is_held(writer: Writer) -> None:
    other = await writer.store.drafts.keep(Draft("home", body="Mine"), None, now=NOW)
    await writer.store.outbox.recover(LATER)
    assert len(await writer.store.drafts.kept()) == 2
    await writer.send()
    await writer.store.outbox.recover(LATER)
    assert await writer.store.drafts.kept() == (other,)
    assert await writer.earlier() == ["Once"]


async def test_recovery_lets_go_of_what_an_older_version_has_left_behind(writer: Writer) -> None:
    parcel = await writer.send()
    await writer.store._database.write(
        lambda connection: connection.execute("UPDATE parcel SET state = 'sent' WHERE id = ?", (parcel.id,))
    )
    await writer.store.outbox.recover(LATER)
    assert await writer.earlier() == []
