"""The whole store: opened, closed, shared, killed again and again, and put on a disk that is full."""

import asyncio
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tegata.profile import Profile
from tegata.protocols.outcome import Outcome
from tegata.store import database
from tegata.store.draft_kept import DraftKept
from tegata.store.parcel import Parcel, ParcelState, Standing
from tegata.store.store import Store
from tegata.store.trouble import StoreTrouble, Trouble
from tests.store.samples import ATTEMPT, DRAFT, NOW, RECEIPT, fill_up, letter

TOP = Path(__file__).parent.parent.parent
KILLS = 20
S = ParcelState


async def opened(directory: Path) -> Store:
    store = await Store.open(directory)
    assert isinstance(store, Store)
    return store


async def put(store: Store) -> Parcel:
    parcel = await store.outbox.put(letter(), DRAFT, now=NOW)
    assert isinstance(parcel, Parcel)
    return parcel


async def test_what_was_put_is_there_after_opening_again(tmp_path: Path) -> None:
    store = await opened(tmp_path / "store")
    parcel = await put(store)
    await store.close()
    await store.close()
    again = await opened(tmp_path / "store")
    assert await again.outbox.parcels() == (parcel,)
    assert again.set_aside is None
    await again.close()


async def test_the_window_and_the_terminal_share_a_store(tmp_path: Path) -> None:
    window, terminal = await opened(tmp_path / "store"), await opened(tmp_path / "store")
    put_by_both = await asyncio.gather(*(put(store) for _ in range(10) for store in (window, terminal)))
    assert {each.id for each in await window.outbox.parcels()} == {each.id for each in put_by_both}
    claims = [
        store.outbox.move(parcel.id, Standing(S.SENDING), now=NOW, was=S.WAITING)
        for parcel in put_by_both
        for store in (window, terminal)
    ]
    claimed = [parcel.id for parcel in await asyncio.gather(*claims) if parcel is not None]
    assert sorted(claimed) == sorted(each.id for each in put_by_both)
    await window.close()
    await terminal.close()


async def test_a_damaged_store_is_set_aside_and_said(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "tegata.db").write_bytes(b"no database at all" * 100)
    store = await opened(tmp_path / "store")
    assert store.set_aside == tmp_path / "store.damaged-1"
    await put(store)
    await store.close()


async def test_a_store_that_cannot_be_made_is_a_value(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    trouble = await Store.open(tmp_path / "store")
    assert isinstance(trouble, Trouble)
    assert trouble.kind is StoreTrouble.READ_ONLY
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letters").write_text("a file")
    assert isinstance(await Store.open(tmp_path / "other"), Trouble)


async def test_a_full_disk_takes_no_letter_and_still_notes_what_became_of_one(small_disk: Path) -> None:
    store = await opened(small_disk / "store")
    parcel = await put(store)
    await store.outbox.move(parcel.id, Standing(S.SENDING), now=NOW)
    ballast = small_disk / "ballast"
    fill_up(ballast)
    refused = await store.outbox.put(letter(), DRAFT, now=NOW)
    assert isinstance(refused, Trouble)
    assert refused.kind is StoreTrouble.DISK_FULL
    assert await store.outbox.move(parcel.id, Standing(S.COMMITTED), now=NOW) is not None
    outcomes: dict[str, Outcome] = {each.address: RECEIPT for each in parcel.recipients}
    sent = await store.outbox.record(parcel.id, outcomes, ATTEMPT, Standing(S.SENT), now=NOW)
    assert await store.outbox.parcels() == (sent,)
    assert [path.name for path in (small_disk / "store" / "letters").iterdir()] == [
        store.outbox.spool_path(sent).name
    ]
    ballast.unlink()
    await put(store)
    await store.close()


async def test_at_the_end_the_room_kept_back_can_be_a_drafts(small_disk: Path) -> None:
    store = await opened(small_disk / "store")
    await put(store)
    fill_up(small_disk / "ballast")
    draft = replace(DRAFT, body="Much to say. " * 5000)
    refused = await store.drafts.keep(draft, None, now=NOW)
    assert isinstance(refused, Trouble)
    assert refused.kind is StoreTrouble.DISK_FULL
    await store.outbox.make_room()
    kept = await store.drafts.keep(draft, None, now=NOW)
    assert isinstance(kept, DraftKept)
    await store.close()
    store = await opened(small_disk / "store")
    assert await store.drafts.get(kept.id) == draft
    await store.close()


@pytest.mark.timeout(300)
async def test_killed_at_any_moment_it_loses_nothing_and_sends_nothing_twice(tmp_path: Path) -> None:
    profile, server = Profile(tmp_path / "profile"), tmp_path / "server"
    server.touch()
    said = [word for _ in range(KILLS) for word in run_and_kill(profile, server)]
    queued = {message_id for verb, message_id in said if verb == "queued"}
    confirmed = {message_id for verb, message_id in said if verb == "sent"}
    delivered = Counter(server.read_text().split())
    store = await opened(profile.store)
    await store.outbox.recover(NOW)
    parcels = {each.message_id: each for each in await store.outbox.parcels()}
    assert queued <= parcels.keys()
    assert set(delivered.values()) <= {1}
    sent = {message_id for message_id, each in parcels.items() if each.state is S.SENT}
    uncertain = {message_id for message_id, each in parcels.items() if each.state is S.UNCERTAIN}
    assert confirmed <= sent <= delivered.keys() <= sent | uncertain
    assert {each.state for each in parcels.values()} <= {S.SENT, S.UNCERTAIN, S.WAITING}
    for parcel in parcels.values():
        assert store.outbox.spool_path(parcel).stat().st_size == parcel.size
    await store.close()


async def test_a_store_that_another_process_locks_takes_nothing_until_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.05)
    store = await opened(tmp_path / "store")
    before = await put(store)
    with closing(sqlite3.connect(tmp_path / "store" / "tegata.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await store.outbox.put(letter(), DRAFT, now=NOW)
        assert isinstance(refused, Trouble)
        assert (refused.kind, "locked" in refused.detail) == (StoreTrouble.OTHER, True)
        assert await store.outbox.parcels() == (before,)
        other.execute("ROLLBACK")
    await put(store)
    assert len(list((tmp_path / "store" / "letters").iterdir())) == 2
    await store.close()


CALLS = "pwrite64,write,fsync,fdatasync,rename,ftruncate,fallocate"
MOST_CALLS = 56
WAY = ("waiting", "sending", "committed", "sent")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
async def test_nothing_is_said_to_be_on_disk_that_is_not(tmp_path: Path, error: str) -> None:
    """From one call on, the disk takes nothing more: at every fourth call of a letter's way."""
    if shutil.which("strace") is None:
        pytest.skip("no strace: errors of the disk are left out")
    fresh = tmp_path / "fresh"
    await (await opened(fresh)).close()
    for call in range(4, MOST_CALLS, 4):
        directory = shutil.copytree(fresh, tmp_path / str(call))
        said = run_with_errors(directory, f"{CALLS}:error={error}:when={call}+")
        believed = [word for word in said if word in WAY]
        store = await opened(directory)
        parcels = await store.outbox.parcels()
        assert len(parcels) == bool(believed)
        for parcel in parcels:
            assert WAY.index(parcel.state) >= WAY.index(believed[-1])
            assert store.outbox.spool_path(parcel).stat().st_size == parcel.size
        await store.close()


def run_with_errors(directory: Path, inject: str) -> list[str]:
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={inject}"]
    ended = subprocess.run(
        [*command, sys.executable, "-m", "tests.store.one_letter", str(directory)],
        cwd=TOP,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return ended.stdout.split()


def run_and_kill(profile: Profile, server: Path) -> list[tuple[str, str]]:
    """Start a victim, let it work for a moment that nobody can foresee, kill it, and return what it said."""
    command = [sys.executable, "-m", "tests.store.victim", str(profile.directory), str(server)]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "ready\n"
        time.sleep(random.uniform(0, 0.15))  # noqa: S311
        victim.kill()
        lines = victim.stdout.read().splitlines()
    return [(verb, message_id) for verb, _, message_id in (line.partition(" ") for line in lines)]
