"""Drafts: kept as they are typed, and never replaced by nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.mail.draft import Attachment, Draft
from tegata.store import draft_rows
from tegata.store.draft_kept import DraftKept
from tegata.store.drafts import Drafts
from tegata.store.store import Store
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tests.store.samples import DRAFT, NOW

LATER = NOW + timedelta(minutes=1)
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
