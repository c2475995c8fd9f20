"""What is done while the power may fail at any moment."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta

from tegata.store.departure import SendAt
from tests.crash.post import GOOD, Mood, Said
from tests.crash.power_stage import Stage
from tests.delivery.bench import BOB, OLA

Scene = Callable[[Stage], Awaitable[None]]


async def queue(stage: Stage) -> None:
    await stage.open()
    for number in range(3):
        kept, draft = await stage.keep(f"Draft {number}")
        await stage.queue(draft=draft, draft_id=kept)
    await stage.close()


async def send_with_attachment(stage: Stage) -> None:
    await stage.open()
    paper = stage.disk.parent / "paper.bin"
    paper.write_bytes(bytes(range(256)) * 300)
    for _ in range(2):
        await stage.deliver(await stage.queue(attachments=(paper,)))
    await stage.close()


async def partly_refused(stage: Stage) -> None:
    stage.post.mood = answering({("RCPT", OLA): Said("550 5.1.1 no such user")})
    await stage.open()
    parcel = await stage.queue(BOB, OLA)
    await stage.deliver(parcel)
    stage.post.mood = answering({})
    await stage.bench.office.try_now(parcel)
    await stage.deliver(parcel)
    await stage.close()


async def retry(stage: Stage) -> None:
    await stage.open()
    busy = Said("451 4.3.0 later")
    for mood in ({("dot", ""): busy}, {("RCPT", BOB): busy}, {("greeting", ""): Said(cuts=True)}):
        stage.post.mood = answering(mood)
        parcel = await stage.queue()
        await stage.deliver(parcel)
        stage.post.mood = answering({})
        stage.clock.tick(hours=1)
        await stage.deliver(parcel)
    await stage.close()


async def perhaps_delivered(stage: Stage) -> None:
    await stage.open()
    for taken in (True, False):
        stage.post.mood = answering({("dot", ""): Said(cuts=True, taken=taken)})
        parcel = await stage.queue()
        await stage.deliver(parcel)
        stage.post.mood = answering({})
        if taken:
            await stage.bench.office.it_arrived(parcel)
        else:
            await stage.ask_again(parcel)
    await stage.close()


async def edit(stage: Stage) -> None:
    await stage.open()
    paper = stage.disk.parent / "changing.txt"
    paper.write_text("first\n")
    parcel = await stage.queue(attachments=(paper,))
    paper.write_text("another one\n")
    kept, draft = await stage.edit(parcel)
    await stage.deliver(await stage.queue(draft=draft, draft_id=kept))
    await stage.close()


async def withdraw(stage: Stage) -> None:
    await stage.open()
    parcel, other = await stage.queue(), await stage.queue()
    await stage.withdraw(parcel)
    await stage.deliver(other)
    await stage.close()


async def undo(stage: Stage) -> None:
    await stage.open()
    undone = await stage.queue(leaves=timedelta(seconds=7))
    await stage.edit(undone)
    left = await stage.queue(leaves=timedelta(seconds=7))
    stage.clock.tick(seconds=8)
    await stage.bench.office.due()
    await stage.deliver(left)
    await stage.close()


async def send_later(stage: Stage) -> None:
    await stage.open()
    noon = datetime(2026, 5, 4, 12, 30)  # noqa: DTZ001 - a wall clock, whose zone stands beside it
    parcel = await stage.queue(leaves=SendAt(noon, "UTC"))
    await stage.bench.office.send_later(parcel, SendAt(noon + timedelta(hours=1), "UTC"))
    stage.clock.tick(hours=1, minutes=31)
    await stage.bench.office.due()
    await stage.deliver(parcel)
    await stage.close()


async def start_after_a_crash(stage: Stage) -> None:
    await stage.open()
    first = await stage.queue()
    await stage.queue()
    stage.post.mood = answering({("dot", ""): Said(taken=True)})
    trying = asyncio.ensure_future(stage.deliver(first))  # noqa: TID251 - awaited two lines below
    await asyncio.sleep(0.2)
    trying.cancel()
    with suppress(asyncio.CancelledError):
        await trying
    await stage.close()
    stage.post.mood = answering({})
    await stage.start_again()
    for parcel in await stage.bench.office.due():
        await stage.deliver(parcel.id)
    await stage.close()


async def migrate(stage: Stage) -> None:
    """Open what the first released version has left. Until "go", nothing is cut."""
    await stage.open()
    parcel, _ = await stage.queue(), await stage.queue()
    await stage.close()
    with closing(sqlite3.connect(stage.disk / "profile" / "store" / "tegata.db")) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")  # as fast as FULL is with a log
        connection.executescript(
            "DROP TABLE learned; DROP TABLE draft_version; DROP TABLE reckoning;"
            "ALTER TABLE parcel DROP COLUMN departure; ALTER TABLE parcel DROP COLUMN checksum;"
            "PRAGMA user_version = 1"
        )
    stage.note("go")
    await stage.start_again()
    await stage.deliver(parcel)
    await stage.close()


def answering(answers: dict[tuple[str, str], Said]) -> Mood:
    """Return a mood with some answers of its own, by verb and address."""

    def mood(verb: str, argument: str) -> Said:
        address = argument.partition("<")[2].partition(">")[0] if verb == "RCPT" else ""
        return answers.get((verb, address), Said(GOOD.get(verb, "502 5.5.2 what")))

    return mood


SCENES: dict[str, Scene] = {
    "queue": queue,
    "send with attachment": send_with_attachment,
    "partly refused": partly_refused,
    "retry": retry,
    "perhaps delivered": perhaps_delivered,
    "edit": edit,
    "withdraw": withdraw,
    "undo": undo,
    "send later": send_later,
    "start after a crash": start_after_a_crash,
    "migrate": migrate,
}
