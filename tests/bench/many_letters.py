"""A full outbox: a thousand letters that wait, ten thousand that were sent. Run as a script: PROFILE.

The whole program is built, offscreen, on a store that has these letters. The longest gap of a 5 ms timer is
taken while nothing happens, while the outbox opens, while it is scrolled to its end, while a word is typed
into its search, and while letters are queued, each of which fails at once. Before that as many are put on
disk with nothing else at work: what the disk itself takes. What it prints is a JSON object of seconds.
"""

import asyncio
import gc
import json
import sqlite3
import sys
import time
from argparse import Namespace
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tegata.accounts.account import Account, Security, Server
from tegata.accounts.accounts_file import save_account
from tegata.assembly.front import Front
from tegata.assembly.living import live
from tegata.assembly.opening import front
from tegata.delivery.notices import Queued
from tegata.gui.first_paint import paint_first
from tegata.gui.loop import run_gui
from tegata.mail.draft import Draft
from tegata.profile import Profile
from tegata.protocols.outcome import Accepted
from tegata.protocols.reply import SmtpReply
from tegata.store.draft_json import encode_draft
from tegata.store.outcome_json import encode_outcome
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.store import Store
from tegata.store.timestamps import to_text
from tegata.tasks import spawn
from tests.bench.pulse import Pulse
from tests.store.samples import DRAFT, letter

if TYPE_CHECKING:  # its loading is part of what is measured
    from tegata.gui.outbox_window import OutboxWindow

WAITING = 1000
SENT = 10_000
_NAME = "anna"
_REST = 1.0
_SETTLING = 7.0  # a compose window and the outbox are made in reserve meanwhile
_LETTERS = 50
_ACCEPTED = Accepted(SmtpReply(250, ("2.0.0 queued as 4711",), "2.0.0"))


def fill(profile: Profile) -> None:
    """Put the letters' rows into the store, straight: their files are not what is measured."""
    store = asyncio.run(Store.open(profile.store))
    assert isinstance(store, Store)
    asyncio.run(store.close())
    now = datetime.now(UTC)
    with closing(sqlite3.connect(profile.store / "tegata.db")) as connection:
        for number in range(WAITING + SENT):
            _enter(connection, number, now)
        connection.commit()


def _enter(connection: sqlite3.Connection, number: int, now: datetime) -> None:
    waits = number < WAITING
    when = to_text(now - timedelta(minutes=number))
    due = to_text(now + timedelta(hours=1, minutes=number)) if waits else None
    state = ParcelState.WAITING if waits else ParcelState.SENT
    draft = encode_draft(Draft(_NAME, to=("bob@elsewhere.example",), subject=f"Letter {number}"))
    cursor = connection.execute(
        "INSERT INTO parcel (account, message_id, subject, sender, smtputf8, size, state, queued_at,"
        " changed_at, due, tries, draft)"
        " VALUES (?, ?, ?, 'anna@provider-a.example', 0, 700, ?, ?, ?, ?, 1, ?)",
        (_NAME, f"<{number}@a.example>", f"Letter {number}", state, when, when, due, draft),
    )
    connection.execute(
        "INSERT INTO recipient VALUES (?, 0, 'bob@elsewhere.example', ?)",
        (cursor.lastrowid, None if waits else encode_outcome(_ACCEPTED)),
    )
    connection.execute("INSERT INTO attempt VALUES (?, 1, ?, ?, '[]', '')", (cursor.lastrowid, when, when))


def run(directory: Path) -> dict[str, float]:
    """Build the program on the full store, watch it, and end it."""
    profile = Profile(directory)
    profile.prepare()
    save_account(profile.accounts_file, _account())
    fill(profile)
    arguments = Namespace(practice=False, mailto=None, check=False, profile=directory, verbose=False)
    built = front(arguments, profile, profile.try_lock())
    paint_first(built.app)
    found: dict[str, float] = {}
    found["alone"], found["alone_90"] = asyncio.run(_alone(directory / "alone"))
    gc.freeze()  # as a real start does
    run_gui(built.app, lambda quit_wanted: _watch(built, quit_wanted, found))
    return found


async def _watch(built: Front, quit_wanted: asyncio.Event, found: dict[str, float]) -> int:
    living = spawn(live(built, quit_wanted), "live")
    await built.verbs.unsent()
    pulse = Pulse()
    await asyncio.sleep(_SETTLING)
    pulse.take()
    found["idle"] = await _gap(pulse, lambda: None)
    found["open"] = await _gap(pulse, built.desk.open_outbox)
    outbox = _the_outbox(built)
    found["scroll"] = await _scrolled(pulse, outbox)
    found["rows"] = outbox.list.model().rowCount()
    found["search"] = await _gap(pulse, lambda: outbox.search.setText("letter 9"))
    outbox.search.clear()
    await asyncio.sleep(_SETTLING)  # all rows are there again
    found["queue"], found["queue_90"], found["queueing"] = await _queued(pulse, built)
    quit_wanted.set()
    await living
    return 0


def _the_outbox(built: Front) -> "OutboxWindow":
    from tegata.gui.outbox_window import OutboxWindow

    (outbox,) = [each for each in built.app.topLevelWidgets() if isinstance(each, OutboxWindow)]
    return outbox


async def _gap(pulse: Pulse, deed: Callable[[], object]) -> float:
    pulse.take()
    deed()
    await asyncio.sleep(_REST)
    return pulse.take()


async def _scrolled(pulse: Pulse, outbox: "OutboxWindow") -> float:
    """Scroll down by a page at a time until there is no more to come."""
    bar = outbox.list.verticalScrollBar()
    pulse.take()
    moved_at = time.monotonic()
    while time.monotonic() - moved_at < _REST:
        before = bar.value()
        bar.setValue(min(bar.maximum(), before + bar.pageStep() * 4))
        if bar.value() != before:
            moved_at = time.monotonic()
        await asyncio.sleep(0.005)
    return pulse.take()


async def _queued(pulse: Pulse, built: Front) -> tuple[float, float, float]:
    """Return what `_burst` does of the time from Send to "safe on disk", and the longest gap meanwhile."""
    drafts = (
        Draft(_NAME, to=("bob@elsewhere.example",), subject=f"New {number}", body="It was seen.\n")
        for number in range(_LETTERS)
    )
    pulse.take()
    return *await _burst(lambda: built.verbs.send(next(drafts)), Queued), pulse.take()


async def _alone(directory: Path) -> tuple[float, float]:
    """Return what `_burst` does, of letters put into a store of their own, with nobody to carry them."""
    store = await Store.open(directory)
    assert isinstance(store, Store)
    times = await _burst(lambda: store.outbox.put(letter(), DRAFT, now=datetime.now(UTC)), Parcel)
    await store.close()
    return times


async def _burst(put: Callable[[], Awaitable[object]], expected: type) -> tuple[float, float]:
    """Put so many letters, 10 ms apart; return median and 90th percentile of the times that takes."""
    took = []
    for _ in range(_LETTERS):
        began = time.perf_counter()
        assert isinstance(await put(), expected)
        took.append(time.perf_counter() - began)
        await asyncio.sleep(0.01)
    return median(took), quantiles(took, n=10)[-1]


def _account() -> Account:
    return Account(
        name=_NAME,
        address="anna@provider-a.example",
        display_name="Anna",
        submission=Server("127.0.0.1", 9, Security.NONE, allow_cleartext_password=True),
    )


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))
