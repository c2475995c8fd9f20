"""The SQLite file: opened with care, migrated forward, set aside when damaged, full when the disk is full."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tegata.store import database as database_module
from tegata.store import journal
from tegata.store.database import Database, open_database
from tegata.store.reserve import Reserve
from tegata.store.schema import MIGRATIONS, VERSION
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tests.store.samples import fill_up

TOP = Path(__file__).parent.parent.parent
MANY = "INSERT INTO draft (saved_at, content) VALUES ('', zeroblob(20000))"


async def opened(directory: Path) -> Database:
    result = await open_database(directory, Reserve(directory / "reserve"))
    assert not isinstance(result, Trouble)
    assert result[1] is None
    return result[0]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "store"


async def test_it_is_durable_by_its_settings(directory: Path) -> None:
    database = await opened(directory)
    read = [
        await database.read(lambda connection, name=name: connection.execute(f"PRAGMA {name}").fetchone()[0])  # type: ignore[misc]
        for name in ("journal_mode", "synchronous", "foreign_keys", "user_version")
    ]
    assert read == ["wal", 2, 1, VERSION]
    await database.close()


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
@pytest.mark.needs_modes
async def test_all_its_files_are_private_whatever_the_umask(directory: Path) -> None:
    before = os.umask(0)
    try:
        database = await opened(directory)
        await database.write(lambda connection: connection.execute(MANY).close())
        assert directory.stat().st_mode & 0o777 == 0o700
        assert {path.name: path.stat().st_mode & 0o777 for path in directory.iterdir()} == dict.fromkeys(
            ("tegata.db", "tegata.db-wal", "tegata.db-shm"), 0o600
        )
        await database.close()
    finally:
        os.umask(before)


async def test_all_of_a_transaction_or_nothing(directory: Path) -> None:
    database = await opened(directory)

    def half(connection: sqlite3.Connection) -> None:
        connection.execute(MANY)
        raise LookupError("half-way")

    with pytest.raises(LookupError):
        await database.write(half)
    assert await count(database) == 0
    with pytest.raises(sqlite3.IntegrityError):
        await database.write(
            lambda connection: connection.execute("INSERT INTO draft (id) VALUES (1)").close()
        )
    await database.close()


async def test_what_was_handed_in_is_done_even_if_nobody_waits(directory: Path) -> None:
    database = await opened(directory)
    writing = asyncio.gather(*(database.write(lambda c: c.execute(MANY).close()) for _ in range(10)))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await count(database) == 10
    await database.close()


async def test_two_processes_at_once_wait_for_each_other(directory: Path) -> None:
    one, other = await asyncio.gather(opened(directory), opened(directory))
    writes = [
        database.write(lambda c: c.execute(MANY).close()) for _ in range(25) for database in (one, other)
    ]
    await asyncio.gather(*writes)
    assert await count(one) == await count(other) == 50
    await one.close()
    await other.close()


async def test_a_newer_file_is_refused_and_not_touched(directory: Path) -> None:
    await (await opened(directory)).close()
    alter(directory, f"PRAGMA user_version = {VERSION + 1}")
    before = (directory / "tegata.db").read_bytes()
    trouble = await open_database(directory, Reserve(directory / "reserve"))
    assert isinstance(trouble, Trouble)
    assert trouble == Trouble(StoreTrouble.NEWER_PROGRAM, f"schema {VERSION + 1} > {VERSION}")
    assert (directory / "tegata.db").read_bytes() == before


@pytest.mark.parametrize("old", range(1, VERSION))
async def test_an_older_file_is_backed_up_and_brought_forward(directory: Path, old: int) -> None:
    before = make_version(directory, old)
    await (await opened(directory)).close()
    assert rows(directory / "tegata.db") == brought_forward(before)
    backup = directory / f"tegata.db.schema-{old}"
    assert rows(backup) == before
    assert version(backup) == old


@pytest.mark.needs_modes
@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
async def test_the_backup_is_private(directory: Path) -> None:
    make_version(directory, 1)
    await (await opened(directory)).close()
    assert (directory / "tegata.db.schema-1").stat().st_mode & 0o777 == 0o600


async def test_two_processes_bring_an_older_file_forward_at_once(directory: Path) -> None:
    before = make_version(directory, 1)
    command = [sys.executable, "-m", "tests.store.opener", str(directory)]
    both = [
        subprocess.Popen(command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)
    ]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
    for process in both:
        assert process.stdin is not None
        process.stdin.close()
    for process in both:
        with process:
            assert process.wait() == 0
    assert rows(directory / "tegata.db") == brought_forward(before)
    assert rows(directory / "tegata.db.schema-1") == before


async def test_the_backup_stays_what_it_is_when_another_process_was_faster(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make_version(directory, 1)
    keep = journal.keep

    def be_overtaken(connection: sqlite3.Connection, place: Path) -> None:
        monkeypatch.setattr(journal, "keep", keep)
        faster = database_module._open(directory)
        assert isinstance(faster, sqlite3.Connection)
        faster.close()
        keep(connection, place)

    monkeypatch.setattr(journal, "keep", be_overtaken)
    await (await opened(directory)).close()
    assert version(directory / "tegata.db") == VERSION
    assert version(directory / "tegata.db.schema-1") == 1
    assert rows(directory / "tegata.db.schema-1") == before


async def test_a_step_that_fails_leaves_the_file_as_it_was(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await opened(directory)).close()
    steps = (*MIGRATIONS, ("ALTER TABLE draft ADD COLUMN colour TEXT", "nonsense"))
    with monkeypatch.context() as patched:
        patched.setattr(database_module, "MIGRATIONS", steps)
        patched.setattr(database_module, "VERSION", len(steps))
        assert isinstance(await open_database(directory, Reserve(directory / "reserve")), Trouble)
    database = await opened(directory)
    assert await count(database) == 0
    await database.close()


async def test_a_file_of_a_program_without_the_index_is_given_it(directory: Path) -> None:
    """And one without it is as good: it is no step from one version to another."""
    await (await opened(directory)).close()
    with sqlite3.connect(directory / "tegata.db") as connection:
        connection.execute("DROP INDEX waiting_by_due")
    connection.close()
    database = await opened(directory)
    indexes = await database.read(
        lambda connection: connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index'"
        ).fetchall()
    )
    assert ("waiting_by_due",) in indexes
    await database.close()


@pytest.mark.parametrize("kind", ["garbage", "torn"])
async def test_a_damaged_file_is_set_aside_with_its_letters(directory: Path, kind: str) -> None:
    database = await opened(directory)
    for _ in range(20):
        await database.write(lambda connection: connection.execute(MANY).close())
    await database.close()
    (directory / "letters").mkdir()
    (directory / "letters" / "a.eml").write_bytes(b"letter")
    path = directory / "tegata.db"
    whole = path.read_bytes()
    path.write_bytes(b"not a database" * 1000 if kind == "garbage" else whole[: len(whole) // 2])
    result = await open_database(directory, Reserve(directory / "reserve"))
    assert not isinstance(result, Trouble)
    database, set_aside = result
    assert set_aside == directory.with_name("store.damaged-1")
    assert (set_aside / "letters" / "a.eml").read_bytes() == b"letter"
    assert (set_aside / "tegata.db").exists()
    assert await count(database) == 0
    await database.close()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a folder away")
@pytest.mark.needs_modes
async def test_somebody_elses_directory_is_refused(directory: Path) -> None:
    directory.mkdir()
    os.chown(directory, 12345, 12345)
    assert isinstance(await open_database(directory, Reserve(directory / "reserve")), Trouble)
    assert list(directory.iterdir()) == []


async def test_on_a_full_disk_the_reserve_pays_for_what_has_happened(small_disk: Path) -> None:
    database = await opened(small_disk / "store")
    reserve = Reserve(small_disk / "store" / "reserve")
    reserve.fill()
    fill_up(small_disk / "ballast")
    with pytest.raises(StoreError) as caught:
        await database.write(lambda connection: connection.execute(MANY).close())
    assert caught.value.trouble.kind is StoreTrouble.DISK_FULL
    await database.settle(lambda connection: connection.execute(MANY).close())
    assert await count(database) == 1
    assert not reserve.path.exists()
    await database.close()


VERSION_1_ROWS = """
INSERT INTO parcel (id, account, message_id, subject, sender, smtputf8, size, state, hold, queued_at,
    changed_at, due, tries, draft) VALUES
    (7, 'home', '<1@a.example>', '手形', 'a@a.example', 0, 9, 'waiting', NULL, '1', '2', '3', 4, '{}');
INSERT INTO recipient VALUES (7, 0, 'b@b.example', '{}');
INSERT INTO original VALUES (7, 0, 100, 5);
INSERT INTO attempt VALUES (7, 1, '1', '2', '[]', 'S: 220');
INSERT INTO draft VALUES (3, '1', '{}');
INSERT INTO login_window VALUES ('home', '{}');
INSERT INTO own_network VALUES ('home', '10.0.0.7', 4, '');
INSERT INTO login VALUES (9, 'home', '1', 1);
"""


ROWS = (
    VERSION_1_ROWS,
    "INSERT INTO learned VALUES ('home', '{}');",
    "",
    "INSERT INTO draft_version VALUES (5, 3, '1', 0, '{}');",
    "",
)
"""What each version has to show besides the versions before; nothing where it brought no table."""


def make_version(directory: Path, old: int) -> dict[str, list[tuple[object, ...]]]:
    """Make the file as that version did, with something in every table; return what is in it."""
    directory.mkdir(mode=0o700)
    connection = sqlite3.connect(directory / "tegata.db")
    steps = ";".join(step for steps in MIGRATIONS[:old] for step in steps)
    connection.executescript(f"{steps};{''.join(ROWS[:old])}PRAGMA user_version = {old}")
    connection.close()
    made = rows(directory / "tegata.db")
    assert all(made.values())
    return made


def brought_forward(before: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows as they are now: with what they did not have before left empty."""
    width = 16
    parcels = [(*row, *[None] * (width - len(row))) for row in before["parcel"]]
    return {"learned": [], "draft_version": [], "reckoning": []} | before | {"parcel": parcels}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables, but for SQLite's own."""
    connection = sqlite3.connect(path)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}  # noqa: S608
    connection.close()
    return found


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(number)


def alter(directory: Path, statement: str) -> None:
    connection = sqlite3.connect(directory / "tegata.db")
    connection.execute(statement)
    connection.close()


async def count(database: Database) -> int:
    (number,) = await database.read(
        lambda connection: connection.execute("SELECT count(*) FROM draft").fetchone()
    )
    return int(number)
