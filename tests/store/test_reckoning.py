"""Whose due times are early where the clock was set forward between two processes."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.store.parcel import Parcel, ParcelState, Standing
from tegata.store.reckoning import Reckoning, note, take_over
from tegata.store.store import Store
from tests.store.samples import NOW, put

BOOT = NOW - timedelta(hours=5)
BEFORE = Reckoning("boot-1", BOOT)
HOUR, FIVE = timedelta(hours=1), timedelta(minutes=5)
S = ParcelState


@pytest.fixture
def connection(store: Store) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{store.outbox._letters.parent}/tegata.db", isolation_level=None)
    yield connection
    connection.close()


async def waiting(store: Store, span: timedelta = FIVE) -> Parcel:
    return await put(store.outbox, Standing(S.WAITING, due=NOW + span))


def test_how_far_the_clock_was_set() -> None:
    later = replace(BEFORE, wall_at_boot=BOOT + HOUR)
    assert (later.set_forward(BEFORE), BEFORE.set_forward(later)) == (HOUR, -HOUR)
    assert replace(later, boot_id="boot-2").set_forward(BEFORE) == timedelta(0)


async def test_they_are_put_off_by_as_much_as_it_was_set(
    store: Store, connection: sqlite3.Connection
) -> None:
    parcel = await waiting(store)
    note(connection, BEFORE)
    after = replace(BEFORE, wall_at_boot=BOOT + HOUR)
    now = NOW + HOUR + timedelta(minutes=2)
    (found,) = take_over(connection, after, now)
    assert (found[0].id, found[1]) == (parcel.id, NOW + HOUR + FIVE)
    assert take_over(connection, after, now) == [], "what is noted now is the clock as it is set now"


async def test_none_waits_longer_than_it_was_to_wait_in_all(
    store: Store, connection: sqlite3.Connection
) -> None:
    """One that was put by a process that has noted nothing, when the clock was set already."""
    await waiting(store)
    await waiting(store, timedelta(0))
    note(connection, BEFORE)
    (found,) = take_over(connection, replace(BEFORE, wall_at_boot=BOOT + HOUR), NOW + timedelta(minutes=1))
    assert found[1] == NOW + timedelta(minutes=1) + FIVE


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        Reckoning("boot-1", BOOT + timedelta(seconds=1)),
        Reckoning("boot-1", BOOT - HOUR),
        Reckoning("boot-2", BOOT + HOUR),
    ],
    ids=["not set", "drifted", "set back", "another boot"],
)
async def test_else_they_stay(store: Store, connection: sqlite3.Connection, after: Reckoning) -> None:
    await waiting(store)
    note(connection, BEFORE)
    assert take_over(connection, after, NOW) == []


async def test_where_nothing_is_noted_they_stay(store: Store, connection: sqlite3.Connection) -> None:
    await waiting(store)
    assert take_over(connection, BEFORE, NOW) == []
    assert take_over(connection, replace(BEFORE, wall_at_boot=BOOT + HOUR), NOW) != []


async def test_what_has_been_due_for_long_stays_so(store: Store, connection: sqlite3.Connection) -> None:
    await waiting(store)
    note(connection, BEFORE)
    after = replace(BEFORE, wall_at_boot=BOOT + HOUR)
    assert take_over(connection, after, NOW + HOUR + FIVE) == []


async def test_what_is_held_until_its_time_follows_the_clock(
    store: Store, connection: sqlite3.Connection
) -> None:
    await put(store.outbox, Standing(S.HELD, due=NOW + FIVE))
    note(connection, BEFORE)
    assert take_over(connection, replace(BEFORE, wall_at_boot=BOOT + HOUR), NOW) == []
