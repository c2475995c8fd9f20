"""Fills a store with something of everything and dumps it: what later versions must be able to take over.

    git worktree add PLACE COMMIT && cd PLACE && python -m tests.updates.fill DUMP

Run by the last code of a schema version, before the next one is released. The dumps of versions 1 to 4 were
made in the same way by the code of their days.
"""

import asyncio
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tegata.protocols.outcome import Outcome, Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.relay.learned import Learned
from tegata.store.departure import SendAt
from tegata.store.draft_kept import DraftKept
from tegata.store.parcel import HoldReason, ParcelState, Standing
from tegata.store.schema import VERSION
from tegata.store.store import Store
from tests.store.samples import ATTEMPT, DRAFT, NOW, RECEIPT, put, put_at
from tests.store.test_renaming import HERE, WINDOW

_S = ParcelState
_LATER = NOW + timedelta(minutes=5)
_DENIED = Refused(Phase.RCPT, SmtpReply(550, ("5.7.1 relay denied",), "5.7.1"))
_MORNING = SendAt(datetime(2026, 11, 25, 8, 0), "Asia/Tokyo")  # noqa: DTZ001 - its zone stands beside it


async def fill(directory: Path) -> None:
    """Make the store: letters in each state and held for each reason, drafts, and what was learned."""
    store = await Store.open(directory)
    assert isinstance(store, Store)
    await _fill_outbox(store)
    draft = replace(DRAFT, subject="First draft", body="Dear Yuki,\nlong ago" * 9)
    kept = await store.drafts.keep(draft, None, now=NOW)
    assert isinstance(kept, DraftKept)
    await store.drafts.keep(replace(draft, body="Dear Yuki,"), kept.id, now=_LATER)
    odd = replace(DRAFT, subject="手形 \udcff", cc=("a@b.example",))
    await store.drafts.keep(odd, None, now=_LATER)
    await store.ledger.save_window("home", WINDOW)
    await store.ledger.remember_own_network("home", HERE)
    await store.ledger.note_login("home", NOW)
    await store.ledger.note_helped("home", NOW)
    await store.ledger.save_learned("home", Learned(login_first=True))
    await store.close()


async def _fill_outbox(store: Store) -> None:
    for state in _S:
        await put_at(store.outbox, state)
    parcel = await put(store.outbox)
    await store.outbox.move(parcel.id, Standing(_S.SENDING), now=NOW)
    outcomes: dict[str, Outcome] = {"yuki@b.example": RECEIPT, "ken@b.example": _DENIED}
    held = Standing(_S.HELD, HoldReason.SOME_REFUSED)
    await store.outbox.record(parcel.id, outcomes, ATTEMPT, held, now=_LATER)
    for reason in set(HoldReason) - {HoldReason.UNKNOWN}:  # that is on no disk
        await put(store.outbox, Standing(_S.HELD, reason))
    await put(store.outbox, Standing(_S.HELD, None, NOW + timedelta(days=1), _MORNING))


def dump(directory: Path) -> str:
    """Return the database as SQL, and in one more table the letters' files."""
    with closing(sqlite3.connect(directory / "tegata.db")) as connection:
        statements = "\n".join(connection.iterdump()).removesuffix("COMMIT;")
    files = sorted((directory / "letters").iterdir())
    insert = "INSERT INTO letter_file VALUES"
    rows = [f"{insert} ('{each.name}', X'{each.read_bytes().hex()}');" for each in files]
    made = "CREATE TABLE letter_file (name TEXT, content BLOB);"
    return "\n".join([f"PRAGMA user_version = {VERSION};", statements + made, *rows, "COMMIT;", ""])


def lay_out(dumped: Path, directory: Path) -> None:
    """Make the store again that a dump was made of."""
    (directory / "letters").mkdir(parents=True)
    with closing(sqlite3.connect(directory / "tegata.db")) as connection:
        connection.executescript(dumped.read_text(encoding="utf-8"))
        for name, content in connection.execute("SELECT name, content FROM letter_file").fetchall():
            (directory / "letters" / name).write_bytes(content)
        connection.execute("DROP TABLE letter_file")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(fill(Path(place) / "store"))
        Path(sys.argv[1]).write_text(dump(Path(place) / "store"), encoding="utf-8")
