"""The drafts' SQL: which drafts still need their attachments' copies."""

from dataclasses import replace
from datetime import timedelta

from tegata.store import draft_rows
from tegata.store.draft_kept import DraftKept
from tegata.store.parcel import Parcel, ParcelState, Standing
from tegata.store.store import Store
from tests.store.samples import DRAFT, NOW, letter


async def test_drafts_of_parcels_count_until_they_are_settled(store: Store) -> None:
    async def count() -> int:
        return len(await store._database.read(draft_rows.every_draft))

    kept = await store.drafts.keep(DRAFT, None, now=NOW)
    parcel = await store.outbox.put(letter(), DRAFT, now=NOW)
    assert isinstance(parcel, Parcel)
    assert await count() == 2
    await store.outbox.move(parcel.id, Standing(ParcelState.WITHDRAWN), now=NOW)
    assert await count() == 1
    assert isinstance(kept, DraftKept)
    await store.drafts.keep(replace(DRAFT, body="Else"), kept.id, now=NOW + timedelta(minutes=1))
    assert await count() == 2, "what it was earlier counts too"
    await store.drafts.drop(kept.id)
    assert await count() == 0
