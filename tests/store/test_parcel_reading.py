"""Letters of which a newer Tegata has written something that this one cannot read: shown, and left alone."""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegata.store.departure_json import decode_departure
from tegata.store.draft_kept import DraftKept
from tegata.store.outbox import Outbox
from tegata.store.outcome_json import decode_outcome
from tegata.store.parcel import HoldReason, Parcel, ParcelState, Standing
from tegata.store.store import Store
from tests.store.samples import ATTEMPT, DRAFT, NOW, RECEIPT, letter, put, put_at

S = ParcelState
LATER = NOW + timedelta(minutes=5)
OVER = (S.SENT, S.WITHDRAWN)
SAMPLES = {
    "state": "handed-to-the-post",
    "hold": "needs-a-stamp",
    "departure": '{"after": "<1@a.example>"}',
    "outcome": '{"outcome": "deferred", "until": "2031-01-01"}',
}
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_TAGGED = st.fixed_dictionaries(
    {"outcome": st.sampled_from(["refused", "broken", "declined", "accepted"]) | st.text()},
    optional={"phase": st.text(), "reply": _VALUES, "trouble": st.text(), "objection": st.text()},
)


def unreadable(text: str, decode: Callable[[str], object]) -> bool:
    with suppress(ValueError, KeyError, TypeError, OverflowError):
        decode(text)
        return False
    return True


def texts(values: st.SearchStrategy[object], decode: Callable[[str], object]) -> st.SearchStrategy[str]:
    """Return what stands in a column of which this program cannot make anything."""
    return (values.map(json.dumps) | st.text()).filter(lambda text: unreadable(text, decode))


_NO_NUL = st.characters(exclude_characters="\0", exclude_categories=["Cs"])  # SQLite's JSON ends there
WORDS: dict[str, st.SearchStrategy[str]] = {
    "state": st.text(_NO_NUL).filter(lambda text: text not in set(S)),
    "hold": st.text().filter(lambda text: text not in set(HoldReason)),
    "departure": texts(_VALUES, decode_departure),
    "outcome": texts(_VALUES | _TAGGED, decode_outcome),
}


def write(store: Path, parcel: Parcel, words: Mapping[str, str]) -> None:
    """Write the words where a newer Tegata would."""
    with sqlite3.connect(store / "tegata.db") as connection:
        for column, word in words.items():
            if column == "outcome":
                connection.execute(
                    "UPDATE recipient SET outcome = ? WHERE parcel = ? AND position = 1", (word, parcel.id)
                )
            else:
                connection.execute(f"UPDATE parcel SET {column} = ? WHERE id = ?", (word, parcel.id))  # noqa: S608
    connection.close()


def rows(store: Path, parcel: Parcel) -> list[object]:
    with sqlite3.connect(store / "tegata.db") as connection:
        found = [
            *connection.execute("SELECT * FROM parcel WHERE id = ?", (parcel.id,)),
            *connection.execute("SELECT * FROM recipient WHERE parcel = ?", (parcel.id,)),
            *connection.execute("SELECT * FROM attempt WHERE parcel = ?", (parcel.id,)),
        ]
    connection.close()
    return found


async def try_everything(outbox: Outbox, parcel: Parcel) -> None:
    """Do with the letter whatever couriers and people do, a start of the program included."""
    for state in S:
        await outbox.move(parcel.id, Standing(state, due=NOW), now=LATER)
        with suppress(ValueError):
            await outbox.move(parcel.id, Standing(state, due=NOW), now=LATER, was=parcel.state)
        with suppress(ValueError):
            await outbox.record(parcel.id, {"yuki@b.example": RECEIPT}, ATTEMPT, Standing(state), now=LATER)
    with suppress(ValueError):
        await outbox.take_back(parcel.id, {}, now=LATER)
    await outbox.make_due([(parcel, LATER)], now=LATER)
    await outbox.leave(parcel, Standing(S.WAITING, due=NOW), now=LATER)
    assert await outbox.reopen(parcel.id, LATER) is None
    await outbox.recover(NOW + timedelta(days=400), "another process")


async def scenario(store_directory: Path, state: ParcelState, words: Mapping[str, str]) -> None:
    store = await Store.open(store_directory)
    assert isinstance(store, Store)
    outbox = store.outbox
    before, other = await put_at(outbox, state), await put(outbox)
    write(store_directory, before, words)
    found = {parcel.id: parcel for parcel in await outbox.parcels()}
    strange = found[before.id]
    assert (strange.state, strange.hold, strange.leaves_by_itself) == (S.HELD, HoldReason.UNKNOWN, False)
    assert (strange.subject, [each.address for each in strange.recipients]) == (
        before.subject,
        [each.address for each in before.recipients],
    )
    assert strange in await outbox.parcels(states={S.HELD})
    assert await outbox.parcels(states={S.WAITING}) == (other,)
    as_written = rows(store_directory, strange)
    await try_everything(outbox, strange)
    assert rows(store_directory, strange) == as_written
    assert outbox.spool_path(strange).exists()
    assert await outbox.move(other.id, Standing(S.SENDING), now=NOW, was=S.WAITING) is not None
    await store.close()


@settings(max_examples=60, deadline=None)
@given(
    state=st.sampled_from([each for each in S if each not in OVER]),
    words=st.sampled_from(sorted(WORDS)).flatmap(
        lambda column: st.fixed_dictionaries(
            {column: WORDS[column]}, optional={each: WORDS[each] for each in WORDS if each != column}
        )
    ),
)
def test_whatever_a_newer_tegata_has_written_the_letter_is_shown_and_left_alone(
    state: ParcelState, words: Mapping[str, str]
) -> None:
    with TemporaryDirectory(prefix="tegata-") as directory:
        asyncio.run(scenario(Path(directory), state, words))


@pytest.mark.parametrize("column", sorted(set(SAMPLES) - {"state"}))
@pytest.mark.parametrize("state", OVER)
async def test_a_letter_that_is_over_stays_so(
    store: Store, tmp_path: Path, state: ParcelState, column: str
) -> None:
    parcel = await put_at(store.outbox, state)
    write(tmp_path / "store", parcel, {column: SAMPLES[column]})
    found = await store.outbox.parcel(parcel.id)
    assert found is not None
    assert (found.state, found.hold, found.departure) == (state, None, None)
    assert await store.outbox.sent() == ((found,) if state is S.SENT else ())


async def test_a_draft_set_aside_for_it_stays_too(store: Store, tmp_path: Path) -> None:
    kept = await store.drafts.keep(DRAFT, None, now=NOW)
    assert isinstance(kept, DraftKept)
    held = Standing(S.HELD, HoldReason.SETTINGS)
    parcel = await store.outbox.put(letter(), DRAFT, held, now=NOW, draft_id=kept.id)
    assert isinstance(parcel, Parcel)
    write(tmp_path / "store", parcel, {"state": SAMPLES["state"]})
    await store.outbox.recover(LATER)
    write(tmp_path / "store", parcel, {"state": "held"})
    assert await store.outbox.reopen(parcel.id, LATER) == (kept.id, DRAFT)


async def test_it_can_still_be_used_for_a_new_letter(store: Store, tmp_path: Path) -> None:
    parcel = await put(store.outbox)
    write(tmp_path / "store", parcel, SAMPLES)
    again = await store.outbox.use_again(parcel.id, LATER)
    assert again is not None
    assert again[1] == DRAFT
