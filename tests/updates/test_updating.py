"""What each released version has left on disk is taken over whole, and can be sent."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tegata.delivery.notices import Queued
from tegata.protocols.smtp_submit import Partial
from tegata.relay.learned import Learned
from tegata.store import database
from tegata.store.parcel import HoldReason, ParcelState
from tegata.store.schema import MIGRATIONS, VERSION
from tegata.store.store import Store
from tegata.store.trouble import StoreTrouble, Trouble
from tests.crash.post import Post
from tests.crash.power_stage import listening
from tests.delivery.bench import Bench, account_at
from tests.hand_clock import HandClock
from tests.store.samples import NOW
from tests.store.test_renaming import HERE, WINDOW
from tests.updates.fill import dump, fill, lay_out

S = ParcelState
RELEASED = Path(__file__).parent.parent / "store" / "released"
OLDER = list(range(1, VERSION))
EACH = Counter(dict.fromkeys(S, 1))


def dumped(version: int) -> Path:
    return RELEASED / f"schema-{version}.sql"


def test_a_dump_of_every_older_version_is_there() -> None:
    assert [version for version in OLDER if not dumped(version).exists()] == []


async def test_a_dump_holds_all_there_is(tmp_path: Path) -> None:
    """So that the tool works on the day when this version has become an older one."""
    dumped = await own_dump(tmp_path)
    lay_out(dumped, tmp_path / "store")
    assert dump(tmp_path / "store") == dumped.read_text(encoding="utf-8")


@pytest.mark.parametrize("version", OLDER)
async def test_everything_is_listed(version: int, tmp_path: Path) -> None:
    lay_out(dumped(version), tmp_path / "store")
    store = await Store.open(tmp_path / "store")
    assert isinstance(store, Store)
    parcels = await store.outbox.parcels(states=S)
    assert Counter(each.state for each in parcels if each.hold is None and each.departure is None) == EACH
    held = [each.hold for each in parcels if each.hold is not None]
    assert {HoldReason.SOME_REFUSED, HoldReason.PASSWORD_NEEDED, HoldReason.CANCELLED} <= set(held)
    (half,) = [each for each in parcels if each.tries]
    assert [each.outcome is not None for each in half.recipients] == [True, True]
    assert [each.steps for each in await store.outbox.attempts(half.id)] == [("connect", "rcpt")]
    assert [each.subject for each in await store.drafts.kept()] == ["手形 \udcff", "First draft"]
    assert await store.ledger.load_window("home") == WINDOW
    assert await store.ledger.own_networks("home") == (HERE,)
    assert [each.useful for each in await store.ledger.logins("home", NOW)] == [1]
    assert await store.ledger.load_learned("home") == Learned(login_first=version > 1)
    await store.close()


@pytest.mark.parametrize("version", OLDER)
async def test_every_letter_can_still_be_sent(version: int, tmp_path: Path) -> None:
    """What waited goes by itself, and what was held once its user says so; a draft can be sent, too."""
    lay_out(dumped(version), tmp_path / "profile" / "store")
    bench, post = Bench(tmp_path / "profile", HandClock()), Post()
    async with listening(post) as port:
        await bench.open(replace(account_at(port), name="home", address="hana@a.example"))
        await bench.office.recover()
        parcels = await bench.store.outbox.parcels()
        for parcel in parcels:
            if parcel.state in {S.HELD, S.UNCERTAIN, S.FAILED}:
                await bench.office.try_now(parcel.id)
            await bench.office.deliver_now(parcel.id, Partial.SEND_TO_OTHERS)
        after = {each.id: each.state for each in await bench.store.outbox.parcels()}
        assert set(after.values()) == {S.SENT}
        assert max(post.taken.values()) == 1
        sent_before = sum(each.state is S.SENT for each in parcels)
        assert len({message_id for message_id, _ in post.taken}) == len(parcels) - sent_before
        (draft,) = [each for each in await bench.store.drafts.kept() if each.subject == "First draft"]
        text = await bench.store.drafts.get(draft.id)
        assert text is not None
        assert isinstance(await bench.office.send(text, draft_id=draft.id), Queued)
        await bench.close()


@pytest.mark.parametrize("version", [1, VERSION])
async def test_an_older_tegata_is_told_of_the_way_back_and_changes_no_octet(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the next version would leave it: one more step, and the copy that each leaves behind."""
    store = tmp_path / "store"
    lay_out(dumped(version) if version < VERSION else await own_dump(tmp_path), store)
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE new (id INTEGER)",)))
    monkeypatch.setattr(database, "VERSION", VERSION + 1)
    newer = await Store.open(store)
    assert isinstance(newer, Store)
    await newer.close()
    monkeypatch.undo()
    before = everything(store)
    refused = await Store.open(store)
    kept_as = store / f"tegata.db.schema-{VERSION}"
    assert refused == Trouble(
        StoreTrouble.NEWER_PROGRAM, f"schema {VERSION + 1} > {VERSION}", kept_as if kept_as.exists() else None
    )
    assert everything(store) == before
    assert kept_as.exists() is (version == VERSION)
    kept = kept_as if version == VERSION else store / f"tegata.db.schema-{version}"
    kept.replace(store / "tegata.db")
    again = await Store.open(store)
    assert isinstance(again, Store)
    assert len(await again.drafts.kept()) == 2
    await again.close()


async def own_dump(directory: Path) -> Path:
    await fill(directory / "filled")
    (directory / "dump.sql").write_text(dump(directory / "filled"), encoding="utf-8")
    return directory / "dump.sql"


def everything(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
