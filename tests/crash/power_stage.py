"""Where the scenes of a power cut are played: a profile on the recording disk, its user, and the server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tegata.delivery.notices import DraftKept, Queued
from tegata.mail.draft import Attachment, Draft
from tegata.protocols.smtp_submit import Partial
from tegata.store.departure import SendAt
from tests.crash.post import Post
from tests.delivery.bench import BOB, Bench, account_at
from tests.hand_clock import HandClock


@asynccontextmanager
async def listening(post: Post) -> AsyncIterator[int]:
    """Let the server answer on a port of this machine."""
    server = await asyncio.get_running_loop().create_server(post.guest, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await asyncio.sleep(0.01)


@dataclass
class Stage:
    """What a scene may do. Each step is noted before it is asked for and once it has been confirmed."""

    disk: Path
    port: int
    post: Post
    clock: HandClock = field(default_factory=HandClock)
    bench: Bench = field(init=False)
    letters: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bench = Bench(self.disk / "profile", self.clock)
        self.post.on_taken = lambda message_id, address: self.note("accepted", message_id, address)

    def note(self, *words: str) -> None:
        """Say something that the disk's log shall hold in its place."""
        with (self.disk / ".notes").open("ab", buffering=0) as notes:
            notes.write("\t".join(words).encode())

    async def open(self) -> None:
        await self.bench.open(account_at(self.port))

    async def keep(self, subject: str) -> tuple[int, Draft]:
        draft = Draft("anna", to=(BOB,), subject=subject, body="Dear Bob.\n")
        kept = await self.bench.office.keep_draft(draft, None)
        assert isinstance(kept, DraftKept)
        self.note("drafted", subject)
        return kept.id, draft

    async def queue(
        self,
        *to: str,
        draft: Draft | None = None,
        draft_id: int | None = None,
        attachments: tuple[Path, ...] = (),
        leaves: timedelta | SendAt = timedelta(0),
    ) -> int:
        """Send, as the user sees it."""
        attached = tuple(Attachment(path, path.name) for path in attachments)
        new = Draft("anna", to=to or (BOB,), subject="Greetings", body="Dear Bob.\n", attachments=attached)
        asked = draft or new
        self.note("sending", asked.subject)
        queued = await self.bench.office.send(asked, draft_id=draft_id, leaves=leaves)
        assert isinstance(queued, Queued)
        self.letters[queued.parcel_id] = queued.message_id
        self.note("queued", queued.message_id)
        return queued.parcel_id

    async def deliver(self, parcel_id: int) -> None:
        await self.bench.office.deliver_now(parcel_id, Partial.SEND_TO_OTHERS)

    async def ask_again(self, parcel_id: int) -> None:
        """Send a letter again that is perhaps delivered, because the user says so."""
        self.note("allowed", self.letters[parcel_id])
        await self.bench.office.try_now(parcel_id)
        await self.deliver(parcel_id)

    async def edit(self, parcel_id: int) -> tuple[int, Draft]:
        self.note("editing", self.letters[parcel_id])
        reopened = await self.bench.office.edit_again(parcel_id)
        assert reopened is not None
        self.note("edited", self.letters[parcel_id])
        return reopened

    async def withdraw(self, parcel_id: int) -> None:
        self.note("withdrawing", self.letters[parcel_id])
        assert await self.bench.office.withdraw(parcel_id)
        self.note("withdrawn", self.letters[parcel_id])

    async def start_again(self) -> None:
        """Open what a process has left behind, as the next start does."""
        await self.open()
        await self.bench.office.recover()

    async def close(self) -> None:
        await self.bench.close()
