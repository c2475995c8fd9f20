"""Drafts: kept as they are typed, never replaced by nothing, and marked while they are open."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.mail.draft import Attachment, Draft, Place
from tegata.mail.flaw import Field
from tegata.store import draft_rows
from tegata.store.draft_kept import DraftKept, LeftOpen
from tegata.store.drafts import Drafts
from tegata.store.store import Store
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tests.store.samples import DRAFT, NOW

LATER = NOW + timedelta(minutes=1)
PLACE = Place(Field.BODY, 3, 2, 40)
EMPTY = Draft(account="home", to=(" ",), subject=" ", body="\n")


@pytest.fixture
def drafts(store: Store) -> Drafts:
    return store.drafts


async def keep(drafts: Drafts, draft: Draft, draft_id: int | None = None) -> DraftKept:
    kept = await drafts.keep(draft, draft_id, now=NOW)
    assert isinstance(kept, DraftKept)
    return kept


async def test_a_draft_comes_back_as_it_was_typed(drafts: Drafts) -> None:
    kept = await keep(drafts, DRAFT)
    assert await drafts.get(kept.id) == DRAFT
    assert kept == DraftKept(kept.id, NOW, DRAFT.subject, ("yuki@b.example", "ken@b.example"))
    assert await drafts.kept() == (kept,)


async def test_its_id_stays_the_same_over_saves(drafts: Drafts) -> None:
    kept = await keep(drafts, DRAFT)
    longer = replace(DRAFT, body="Hello, and more")
    assert await drafts.keep(longer, kept.id, now=LATER) == replace(kept, saved_at=LATER)
    assert await drafts.get(kept.id) == longer
    assert len(await drafts.kept()) == 1


async def test_something_is_never_replaced_by_nothing(drafts: Drafts) -> None:
    kept = await keep(drafts, DRAFT)
    assert await drafts.keep(EMPTY, kept.id, now=LATER) == kept
    assert await drafts.get(kept.id) == DRAFT


@pytest.mark.parametrize(
    "little",
    [
        replace(EMPTY, subject="s"),
        replace(EMPTY, body="b"),
        replace(EMPTY, bcc=("x",)),
        replace(EMPTY, attachments=(Attachment(Path("a"), "a"),)),
    ],
)
async def test_little_is_something(drafts: Drafts, little: Draft) -> None:
    kept = await keep(drafts, DRAFT)
    await keep(drafts, little, kept.id)
    assert await drafts.get(kept.id) == little


async def test_the_last_saved_is_the_first_listed(drafts: Drafts) -> None:
    first, second = await keep(drafts, DRAFT), await keep(drafts, DRAFT)
    assert [kept.id for kept in await drafts.kept()] == [second.id, first.id]
    await drafts.keep(DRAFT, first.id, now=LATER)
    assert [kept.id for kept in await drafts.kept()] == [first.id, second.id]


async def test_a_draft_dropped_is_gone_and_its_id_not_used_again(drafts: Drafts) -> None:
    kept = await keep(drafts, DRAFT)
    await drafts.drop(kept.id)
    await drafts.drop(kept.id)
    assert await drafts.get(kept.id) is None
    assert (await keep(drafts, DRAFT)).id > kept.id


async def test_a_draft_that_was_dropped_meanwhile_is_kept_all_the_same(drafts: Drafts) -> None:
    kept = await keep(drafts, DRAFT)
    await drafts.drop(kept.id)
    assert (await keep(drafts, DRAFT, kept.id)).id == kept.id
    assert await drafts.get(kept.id) == DRAFT


async def test_a_full_disk_is_a_value(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Trouble(StoreTrouble.DISK_FULL, "database or disk is full")

    def fail(*_: object) -> int:
        raise StoreError(full)

    monkeypatch.setattr(draft_rows, "insert", fail)
    assert await drafts.keep(DRAFT, None, now=NOW) == full


async def opened(drafts: Drafts, draft: Draft = DRAFT) -> int:
    kept = await drafts.keep(draft, None, PLACE, now=NOW)
    assert isinstance(kept, DraftKept)
    return kept.id


async def test_what_was_left_open_is_found_once_with_its_place(drafts: Drafts) -> None:
    await keep(drafts, DRAFT)
    first = await opened(drafts)
    longer = replace(DRAFT, body="Hello, and more")
    second = await opened(drafts)
    await drafts.keep(longer, second, Place(Field.SUBJECT), now=LATER)
    assert await drafts.left_open() == (
        LeftOpen(second, LATER, longer, Place(Field.SUBJECT)),
        LeftOpen(first, NOW, DRAFT, PLACE),
    )
    assert await drafts.left_open() == ()
    assert len(await drafts.kept()) == 3


async def test_a_mark_leaves_text_time_and_versions_as_they_are(drafts: Drafts) -> None:
    kept = await keep(drafts, DRAFT)
    await drafts.mark(kept.id, PLACE)
    assert await drafts.kept() == (kept,)
    assert await drafts.get(kept.id) == DRAFT
    assert await drafts.left_open() == (LeftOpen(kept.id, NOW, DRAFT, PLACE),)


async def test_a_closed_draft_is_not_found(drafts: Drafts) -> None:
    marked, kept = await opened(drafts), await opened(drafts)
    await drafts.mark(marked, None)
    await drafts.keep(DRAFT, kept, None, now=LATER)
    assert await drafts.left_open() == ()


async def test_no_mark_brings_a_draft_back(drafts: Drafts) -> None:
    number = await opened(drafts)
    await drafts.drop(number)
    await drafts.mark(number, PLACE)
    assert await drafts.kept() == ()


@pytest.mark.parametrize("place", [None, Place(Field.TO)])
async def test_an_emptied_draft_stays_as_it_was_and_its_mark_follows(
    drafts: Drafts, place: Place | None
) -> None:
    number = await opened(drafts)
    await drafts.keep(EMPTY, number, place, now=LATER)
    assert await drafts.left_open() == ((LeftOpen(number, NOW, DRAFT, place),) if place else ())


async def test_what_goes_back_to_an_earlier_version_stays_open(drafts: Drafts) -> None:
    number = await opened(drafts)
    await drafts.keep(EMPTY, number, PLACE, now=LATER)
    await drafts.keep(replace(DRAFT, body="Else"), number, PLACE, now=LATER)
    (version,) = await drafts.versions(number)
    assert await drafts.go_back(number, version.id, now=LATER) == DRAFT
    assert await drafts.left_open() == (LeftOpen(number, LATER, DRAFT, PLACE),)
