"""One profile, its user's computer and its servers, in simulated time: what may happen to them in a life."""

import asyncio
import sqlite3
from collections.abc import Coroutine
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

from tegata.delivery.notices import Queued, Role
from tegata.delivery.post_office import PostOffice
from tegata.gui.outbox_reading import Known
from tegata.gui.outbox_reading import read as read_row
from tegata.mail.draft import Draft
from tegata.store import parcel_rows
from tegata.store.departure import SendAt
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.spool import spool_name
from tests.crash.post import Post, Said
from tests.crash.power_scenes import answering
from tests.crash.virtual_loop import VirtualLoop, Wire, without_threads
from tests.delivery.bench import BOB, SESAME, Bench, account_at
from tests.hand_clock import HandClock

T = TypeVar("T")
SMTP_PORT, POP_PORT = 25, 110
_S = ParcelState


class LoopClock(HandClock):
    """The computer's clock: the loop's time, and what has been slept through."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop
        self._zero = loop.elapsed

    def now(self) -> timedelta:
        return self.at + self.slept + timedelta(seconds=self._loop.elapsed - self._zero)

    def wall(self) -> datetime:
        return super().wall() + self.now() - self.at

    def sleep(self, **span: float) -> None:
        self.slept += timedelta(**span)


class Mailbox(asyncio.Protocol):
    """A POP3 server that lets everybody in, or nobody."""

    refuses = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(b"+OK ready\r\n")

    def data_received(self, data: bytes) -> None:
        for line in data.splitlines():
            verb = line.split()[0].upper() if line.split() else b""
            bad = verb == b"CAPA" or (verb == b"PASS" and Mailbox.refuses)
            self._transport.write(b"-ERR no\r\n" if bad else b"+OK 0 0\r\n")
            if verb == b"QUIT":
                self._transport.close()


@dataclass
class Promise:
    """What the user has been told of a letter, and has said of it since."""

    message_id: str
    may_arrive: int = 1
    given_back: bool = False
    said_to_have_arrived: bool = False
    not_before: datetime | None = None
    not_before_ticks: timedelta | None = None


@dataclass
class World:
    """`run` lets time pass. `faults` are noted as letters are accepted, and by `look`."""

    directory: Path
    pop: bool = True
    faults: list[str] = field(default_factory=list)
    promises: dict[int, Promise] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._undo = ExitStack()
        self.threads = self._undo.enter_context(without_threads())
        self.loop = VirtualLoop()
        self._undo.callback(self.loop.close)
        self.clock = LoopClock(self.loop)
        self.post = Post(on_taken=self._taken)
        Mailbox.refuses = False
        self.loop.listen(SMTP_PORT, self.post.guest)
        self.loop.listen(POP_PORT, Mailbox)
        self.bench = self._new_bench()
        self.start()

    @property
    def office(self) -> PostOffice:
        return self.bench.office

    def run(self, what: Coroutine[Any, Any, T]) -> T:
        """Carry it out, and let happen what happens meanwhile."""
        return self.loop.run_until_complete(what)

    def start(self) -> None:
        self.run(self._start())

    def close(self) -> None:
        self.crash()
        self._undo.close()

    def crash(self) -> None:
        """End the process between two of its steps."""
        self.threads.kill()
        self.loop.cut_all()
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        self.run(_gone(tasks))
        self.bench.store._database._connection.close()

    def restart(self) -> None:
        self.run(self.bench.close())
        self.start()

    def pass_time(self, seconds: float) -> None:
        self.run(asyncio.sleep(seconds))

    def few_turns(self, turns: int) -> None:
        self.run(_turns(turns))

    def sleep(self, seconds: float) -> None:
        """Suspend the computer: every connection is dead afterwards."""
        self.clock.sleep(seconds=seconds)
        self.loop.cut_all()
        self.run(self.office.travels.look())

    def set_clock(self, seconds: float) -> None:
        """Set the clock on the wall. Letters whose time had come by then may still leave."""
        for promise in self.promises.values():
            if promise.not_before is not None and promise.not_before <= self.clock.wall():
                promise.not_before = None
        self.clock.wall_offset += timedelta(seconds=seconds)

    def queue(self, *to: str, leaves: timedelta | SendAt = timedelta(0), other: bool = False) -> None:
        """Send, from the window or from a second process."""
        self.run(self._queue_elsewhere(to) if other else self._queue(self.office, to, leaves))

    def edit(self, parcel_id: int) -> None:
        """Take a letter back, as it was."""
        reopened = self.run(self.office.edit_again(parcel_id))
        if reopened is not None:
            self.promises[parcel_id].given_back = True
            kept = self.run(self.office.draft(reopened[0]))
            self._expect(kept == reopened[1], "lost: the draft of a letter that was taken back")

    def withdraw(self, parcel_id: int) -> None:
        if self.run(self.office.withdraw(parcel_id)):
            self.promises[parcel_id].given_back = True

    def try_now(self, parcel_id: int) -> None:
        promise = self.promises[parcel_id]
        if self.state(parcel_id) is _S.UNCERTAIN:
            promise.may_arrive += 1
        promise.not_before = promise.not_before_ticks = None
        self.run(self.office.try_now(parcel_id))

    def send_later(self, parcel_id: int, at: SendAt) -> None:
        was_uncertain = self.state(parcel_id) is _S.UNCERTAIN
        if self.run(self.office.send_later(parcel_id, at)):
            promise = self.promises[parcel_id]
            promise.may_arrive += was_uncertain
            promise.not_before, promise.not_before_ticks = at.moment(), None

    def it_arrived(self, parcel_id: int) -> None:
        if self.state(parcel_id) is _S.UNCERTAIN:
            self.promises[parcel_id].said_to_have_arrived = True
        self.run(self.office.it_arrived(parcel_id))

    def cancel(self, parcel_id: int) -> None:
        self.run(self.office.cancel(parcel_id))

    def give_password(self) -> None:
        for role in Role:
            self.run(self.office.password_given("anna", role, SESAME, keep=False))

    def parcels(self) -> dict[int, Parcel]:
        """Read what is on disk, without letting anything happen."""
        with closing(sqlite3.connect(self.directory / "profile" / "store" / "tegata.db")) as connection:
            return {parcel.id: parcel for parcel in parcel_rows.select(connection)}

    def state(self, parcel_id: int) -> ParcelState:
        return self.parcels()[parcel_id].state

    def look(self) -> None:
        """Compare what is on disk with what was promised; the server's count decides."""
        parcels = self.parcels()
        for number, promise in self.promises.items():
            parcel = parcels.get(number)
            if parcel is None:
                self._expect(False, "lost: a letter that was called queued")
            else:
                self._compare(parcel, promise)
        self._expect(not parcels.keys() - self.promises.keys(), "a letter that nobody has sent")

    def _compare(self, parcel: Parcel, promise: Promise) -> None:
        is_back = parcel.state is _S.WITHDRAWN
        self._expect(is_back == promise.given_back, f"{parcel.state}, taken back: {promise.given_back}")
        for one in parcel.recipients:
            times = self.post.taken[parcel.message_id, one.address]
            self._expect(times <= promise.may_arrive, f"double: {one.address} has it {times} times")
            has_it = bool(times) or promise.said_to_have_arrived
            self._expect(
                parcel.state is not _S.SENT or has_it, f"lost: called sent, {one.address} has it not"
            )
        if is_back:
            return
        self._expect(parcel.state is not _S.HELD or bool(parcel.hold or parcel.departure), "held for nothing")
        self._expect(parcel.state is not _S.WAITING or parcel.due is not None, "waits for nothing")
        if parcel.state is not _S.SENT:
            path = self.directory / "profile" / "store" / "letters" / spool_name(parcel.message_id)
            self._expect(path.exists() and path.stat().st_size == parcel.size, "lost: the letter's file")
        row = read_row(parcel, Known(self.clock.wall(), leaves_in=self.office.leaves_in(parcel)))
        shown = bool(row.fact) and bool(row.deeds or row.more or row.then)
        self._expect(shown or parcel.state is _S.SENT, f"{parcel.state}: nothing is said of what comes next")

    def settle(self) -> None:
        """Let everybody be of good will for two hours, so that what waits may leave."""
        self.post.mood = answering({})
        self.loop.wire = Wire
        Mailbox.refuses = False
        self.give_password()
        self.pass_time(timedelta(hours=2).total_seconds())

    # --------------------------------------------------------------------------------------------------
    def _new_bench(self) -> Bench:
        tools = {"pause": asyncio.sleep, "whereabouts": lambda *_: None}
        return Bench(self.directory / "profile", self.clock, tools)

    async def _start(self) -> None:
        await self.bench.open(account_at(SMTP_PORT, POP_PORT if self.pop else None))
        await self.office.recover()
        await self.office.start()

    async def _queue(self, office: PostOffice, to: tuple[str, ...], leaves: timedelta | SendAt) -> int:
        draft = Draft("anna", to=to or (BOB,), subject=f"Letter {len(self.promises)}", body="Dear Bob.\n")
        if isinstance(leaves, SendAt):
            not_before, ticks = leaves.moment(), None
        else:
            not_before, ticks = None, self.clock.now() + leaves
        queued = await office.send(draft, leaves=leaves)
        assert isinstance(queued, Queued), queued
        self.promises[queued.parcel_id] = Promise(
            queued.message_id, not_before=not_before, not_before_ticks=ticks
        )
        return queued.parcel_id

    async def _queue_elsewhere(self, to: tuple[str, ...]) -> None:
        """A second process may put a letter; it hands it over to the one that sends."""
        second = self._new_bench()
        await second.open()
        number = await self._queue(second.office, to, timedelta(0))
        await second.close()
        self.office._crew.wake("anna")
        await asyncio.sleep(0)
        assert number in self.promises

    def _taken(self, message_id: str, _address: str) -> None:
        promise = next((one for one in self.promises.values() if one.message_id == message_id), None)
        if promise is None:
            return  # taken before Send has returned
        self._expect(not promise.given_back, "a letter left that had been taken back")
        early = promise.not_before is not None and self.clock.wall() < promise.not_before
        ticks = promise.not_before_ticks
        early = early or (ticks is not None and self.clock.now() < ticks)
        self._expect(not early, "a letter left before its time")

    def _expect(self, fine: bool, otherwise: str) -> None:
        if not fine:
            self.faults.append(otherwise)


MOODS = {
    "accepts": answering({}),
    "4yz to recipients": answering({("RCPT", BOB): Said("450 4.2.1 later")}),
    "4yz after the dot": answering({("dot", ""): Said("451 4.3.0 later")}),
    "5yz to recipients": answering({("RCPT", BOB): Said("550 5.1.1 no such user")}),
    "5yz after the dot": answering({("dot", ""): Said("554 5.7.1 no")}),
    "partly": answering({("RCPT", "ola@elsewhere.example"): Said("550 5.1.1 no such user")}),
    "denies relaying": answering({("RCPT", BOB): Said("554 5.7.1 relay access denied")}),
    "hangs up at once": answering({("greeting", ""): Said(cuts=True)}),
    "hangs up before the letter": answering({("DATA", ""): Said(cuts=True)}),
    "hangs up after the dot with it": answering({("dot", ""): Said(cuts=True, taken=True)}),
    "hangs up after the dot without it": answering({("dot", ""): Said(cuts=True, taken=False)}),
    "silent from the start": answering({("greeting", ""): Said()}),
    "silent after the dot": answering({("dot", ""): Said(taken=True)}),
    "answers after 599 s": answering({("dot", ""): Said("250 2.0.0 taken", after=599)}),
    "answers after 601 s": answering({("dot", ""): Said("250 2.0.0 taken", after=601)}),
}


async def _gone(tasks: set[asyncio.Task[Any]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)
    await _turns(5)


async def _turns(turns: int) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)
