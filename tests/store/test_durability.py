"""What SQLite goes by is asked of SQLite."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tegata.store.durability import Durability, durability_of
from tegata.store.store import Store


async def test_a_store_outlives_a_power_cut(store: Store) -> None:
    assert await store.durability() == Durability(sqlite3.sqlite_version, "wal", synced=True)


@pytest.mark.parametrize("journal", ["wal", "truncate", "delete"])
@pytest.mark.parametrize(
    ("synchronous", "synced"), [("OFF", False), ("NORMAL", False), ("FULL", True), ("EXTRA", True)]
)
def test_weaker_settings_are_told(tmp_path: Path, journal: str, synchronous: str, synced: bool) -> None:
    with closing(sqlite3.connect(tmp_path / "some.db")) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        found = durability_of(connection)
    assert (found.journal, found.synced) == (journal, synced)
    assert found.outlives_power_cuts is (synced and journal != "delete")
