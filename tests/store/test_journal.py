"""Commits outlive a power cut on any disk, by the log or the journal, and two processes see each other's."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tegata.store.durability import Durability
from tegata.store.journal import keep
from tegata.store.schema import VERSION
from tegata.store.store import Store
from tegata.store.trouble import StoreTrouble, Trouble
from tests.crash.power import can_mount, mounted
from tests.store.samples import DRAFT, NOW, put

BY_JOURNAL = Durability(sqlite3.sqlite_version, "truncate", synced=True)


@pytest.fixture
def disk_apart(tmp_path: Path) -> Iterator[Path]:
    """A disk in whose files processes share no memory."""
    if not can_mount():
        pytest.skip("no file system of one's own can be mounted here")
    with mounted(tmp_path / "apart", tmp_path / "log", apart=True) as disk:
        yield disk


async def opened(directory: Path) -> Store:
    store = await Store.open(directory)
    assert isinstance(store, Store), store
    return store


async def test_without_shared_memory_it_keeps_a_journal(disk_apart: Path) -> None:
    store = await opened(disk_apart / "store")
    assert await store.durability() == BY_JOURNAL
    await store.drafts.keep(DRAFT, None, now=NOW)
    await store.close()
    again = await opened(disk_apart / "store")
    assert [each.subject for each in await again.drafts.kept()] == [DRAFT.subject]
    await again.close()
    assert not list((disk_apart / "store").glob("*-wal")) + list((disk_apart / "store").glob("probe*"))


async def test_the_window_and_the_terminal_share_it_all_the_same(disk_apart: Path) -> None:
    window, terminal = await asyncio.gather(opened(disk_apart / "store"), opened(disk_apart / "store"))
    writes = [store.drafts.keep(DRAFT, None, now=NOW) for _ in range(10) for store in (window, terminal)]
    await asyncio.gather(*writes)
    await put(window.outbox)
    assert len(await terminal.drafts.kept()) == 20
    assert len(await terminal.outbox.parcels()) == 1
    late = await opened(disk_apart / "store")
    await window.drafts.keep(DRAFT, None, now=NOW)
    assert len(await late.drafts.kept()) == 21
    for store in (window, terminal, late):
        await store.close()


async def test_a_store_from_another_disk_comes_with_all_that_its_log_holds(
    disk_apart: Path, tmp_path: Path
) -> None:
    store = await opened(tmp_path / "store")
    await store.drafts.keep(DRAFT, None, now=NOW)
    (disk_apart / "store").mkdir()
    for name in ("tegata.db", "tegata.db-wal"):  # as a crash leaves them
        (disk_apart / "store" / name).write_bytes((tmp_path / "store" / name).read_bytes())
    await store.close()
    moved = await opened(disk_apart / "store")
    assert await moved.durability() == BY_JOURNAL
    assert [each.subject for each in await moved.drafts.kept()] == [DRAFT.subject]
    await moved.close()


async def test_there_too_a_newer_file_is_refused_and_not_touched(disk_apart: Path, tmp_path: Path) -> None:
    await (await opened(tmp_path / "store")).close()
    with closing(sqlite3.connect(tmp_path / "store" / "tegata.db")) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer = (tmp_path / "store" / "tegata.db").read_bytes()
    (disk_apart / "store").mkdir()
    (disk_apart / "store" / "tegata.db").write_bytes(newer)
    refused = await Store.open(disk_apart / "store")
    assert isinstance(refused, Trouble)
    assert refused.kind is StoreTrouble.NEWER_PROGRAM
    assert (disk_apart / "store" / "tegata.db").read_bytes() == newer


async def test_many_may_begin_it_at_once_and_leave_nothing_behind(tmp_path: Path) -> None:
    stores = await asyncio.gather(*(opened(tmp_path / "store") for _ in range(8)))
    assert {(await each.durability()).journal for each in stores} == {"wal"}
    for store in stores:
        await store.close()
    assert {each.name for each in (tmp_path / "store").iterdir()} == {"attachments", "letters", "tegata.db"}


async def test_back_on_a_disk_that_shares_memory_it_writes_ahead(store: Store, tmp_path: Path) -> None:
    await store.close()
    with closing(sqlite3.connect(tmp_path / "store" / "tegata.db")) as connection:
        connection.execute("PRAGMA journal_mode = TRUNCATE")
    again = await opened(tmp_path / "store")
    assert await again.durability() == Durability(sqlite3.sqlite_version, "wal", synced=True)
    await again.close()


def test_where_another_process_holds_the_change_up_the_end_of_the_old_journal_is_made_fast(
    tmp_path: Path,
) -> None:
    path = tmp_path / "some.db"
    with closing(sqlite3.connect(path)) as other, closing(sqlite3.connect(path, timeout=0)) as connection:
        other.execute("CREATE TABLE draft (id INTEGER)")
        other.execute("BEGIN IMMEDIATE")
        keep(connection, tmp_path)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
