"""An account's new name, everywhere the store speaks of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.mail.draft import Attachment
from tegata.relay.learned import Learned
from tegata.relay.window import AuthenticationWindow, SeenFrom
from tegata.store.draft_kept import DraftKept
from tegata.store.ledger import Login
from tegata.store.parcel import Parcel
from tegata.store.store import Store
from tests.store.samples import DRAFT, NOW, letter

HERE = SeenFrom("10.0.0.7", 4)
WINDOW = AuthenticationWindow(timedelta(hours=1), NOW, timedelta(minutes=10), HERE, "this-boot")
OLDER = replace(WINDOW, opened_at=timedelta(0))


@pytest.mark.needs_any_name
async def test_everything_goes_along(store: Store, tmp_path: Path) -> None:
    attached = (Attachment(tmp_path / "\udcff", "a"),)
    attached[0].path.touch()
    odd = replace(DRAFT, subject="手形 \udcff", attachments=attached)
    parcel = await store.outbox.put(letter(attachments=attached), odd, now=NOW)
    assert isinstance(parcel, Parcel)
    kept = await store.drafts.keep(odd, None, now=NOW)
    assert isinstance(kept, DraftKept)
    await store.drafts.keep(replace(odd, body=""), kept.id, now=NOW + timedelta(minutes=1))
    await store.ledger.save_window("home", WINDOW)
    await store.ledger.remember_own_network("home", HERE)
    await store.ledger.note_login("home", NOW)
    await store.ledger.save_learned("home", Learned(login_first=True))
    await store.rename_account("home", "手形")
    assert [each.account for each in await store.outbox.parcels()] == ["手形"]
    (version,) = await store.drafts.versions(kept.id)
    assert await store.drafts.go_back(kept.id, version.id, now=NOW) == replace(odd, account="手形")
    reopened = await store.outbox.reopen(parcel.id, NOW)
    assert reopened is not None
    assert reopened[1] == replace(odd, account="手形")
    assert await store.ledger.load_window("手形") == WINDOW
    assert await store.ledger.own_networks("手形") == (HERE,)
    assert await store.ledger.logins("手形", NOW) == (Login(NOW, useful=False),)
    assert await store.ledger.load_learned("手形") == Learned(login_first=True)
    assert await store.ledger.load_window("home") is None
    assert await store.ledger.load_learned("home") == Learned()


async def test_other_accounts_stay_as_they_are(store: Store) -> None:
    for account in ("home", "work"):
        await store.outbox.put(letter(), replace(DRAFT, account=account), now=NOW)
    await store.rename_account("home", "house")
    assert [each.account for each in await store.outbox.parcels()] == ["work", "house"]


async def test_what_the_new_name_had_gives_way(store: Store) -> None:
    await store.ledger.save_window("home", WINDOW)
    await store.ledger.save_window("house", OLDER)
    await store.ledger.save_learned("home", Learned(login_first=True))
    await store.ledger.save_learned("house", Learned(chunking_fails=True))
    for account in ("home", "house"):
        await store.ledger.remember_own_network(account, HERE)
    await store.rename_account("home", "house")
    assert await store.ledger.load_window("house") == WINDOW
    assert await store.ledger.own_networks("house") == (HERE,)
    assert await store.ledger.load_learned("house") == Learned(login_first=True)
