"""Drafts find the copies of their attachments, wherever the store stands now."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.mail.draft import Attachment, Draft
from tegata.store.draft_kept import DraftKept
from tegata.store.moved_copies import follow
from tegata.store.parcel import Parcel
from tegata.store.store import Store
from tests.store.samples import DRAFT, NOW, letter

AN_HOUR = timedelta(hours=1)
EVERY = (
    "SELECT content FROM draft UNION ALL SELECT content FROM draft_version UNION ALL SELECT draft FROM parcel"
)


def with_file(path: Path) -> Draft:
    return replace(DRAFT, attachments=(Attachment(path, "paper.txt"),))


async def opened(directory: Path) -> Store:
    store = await Store.open(directory)
    assert isinstance(store, Store)
    return store


async def test_a_stick_plugged_in_elsewhere_keeps_the_copies(tmp_path: Path) -> None:
    """The user's own file has gone, so that the draft was given the copy out of the letter."""
    paper = tmp_path / "paper.txt"
    paper.write_text("first\n")
    store = await opened(tmp_path / "old" / "store")
    draft = with_file(paper)
    parcel = await store.outbox.put(letter(attachments=draft.attachments), draft, now=NOW)
    assert isinstance(parcel, Parcel)
    paper.unlink()
    reopened = await store.outbox.reopen(parcel.id, NOW)
    await store.close()
    (tmp_path / "old").rename(tmp_path / "new")

    assert reopened is not None
    store = await opened(tmp_path / "new" / "store")
    await store.outbox.recover(NOW)
    there = await store.drafts.get(reopened[0])
    await store.close()
    assert there is not None
    (attachment,) = there.attachments
    assert attachment.path.is_relative_to(tmp_path / "new")
    assert attachment.path.read_bytes() == b"first\n"


@pytest.mark.parametrize(
    "kept",
    ["/media/anna/STICK/tegata/store/attachments/3/0", "E:\\tegata\\store\\attachments\\3\\0"],
)
async def test_whatever_system_wrote_it(store: Store, tmp_path: Path, kept: str) -> None:
    draft = await store.drafts.keep(with_file(Path(kept)), None, now=NOW)
    assert isinstance(draft, DraftKept)
    await store.drafts.keep(replace(with_file(Path(kept)), body=""), draft.id, now=NOW + AN_HOUR)
    parcel = await store.outbox.put(letter(), DRAFT, now=NOW)
    assert isinstance(parcel, Parcel)
    copies = tmp_path / "store" / "attachments"
    (copies / "3").mkdir()
    (copies / "3" / "0").touch()
    with closing(sqlite3.connect(tmp_path / "store" / "tegata.db")) as connection:
        connection.execute("UPDATE parcel SET draft = (SELECT content FROM draft)")
        connection.execute("UPDATE draft SET content = json_set(content, '$.unknown', 'kept')")
        follow(connection, copies)
        connection.commit()
        texts = [text for (text,) in connection.execute(EVERY)]
    assert len(texts) == 3
    assert all(str(copies / "3" / "0") in text for text in texts)
    assert '"unknown": "kept"' in texts[0]


@pytest.mark.parametrize("kept", ["attachments/3/1", "papers/3/0", "3/0"])
async def test_other_files_stay_where_they_are(store: Store, tmp_path: Path, kept: str) -> None:
    copies = tmp_path / "store" / "attachments"
    (copies / "3").mkdir()
    (copies / "3" / "0").touch()
    elsewhere = with_file(Path("/media/anna/STICK/store") / kept)
    draft = await store.drafts.keep(elsewhere, None, now=NOW)
    assert isinstance(draft, DraftKept)
    await store.outbox.recover(NOW)
    assert await store.drafts.get(draft.id) == elsewhere
