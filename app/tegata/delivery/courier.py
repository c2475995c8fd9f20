"""One courier per account: takes the next due parcel, tries it once, and writes down how that ended."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tegata.accounts.account import Account
from tegata.delivery import on_disk
from tegata.delivery.attempt import Attempt, Attempted
from tegata.delivery.consigning import consignment_of
from tegata.delivery.departures import leaves_in, let_go
from tegata.delivery.gate import Gate
from tegata.delivery.job import Job
from tegata.delivery.lane import Lane
from tegata.delivery.last_words import hear_out
from tegata.delivery.notices import ParcelChanged, PasswordNeeded, Progress, Role, Stage, WindowChanged
from tegata.delivery.office import Office
from tegata.delivery.on_disk import insist
from tegata.delivery.respites import Respites
from tegata.delivery.schedule import History
from tegata.delivery.servers import Fault
from tegata.delivery.smtp_send import NotOpen
from tegata.delivery.verdict import PASSWORD_HOLDS, Verdict, accepted
from tegata.delivery.warming import stands, warm_up
from tegata.protocols.outcome import Broken, Outcome, Outcomes, Phase, Trouble
from tegata.relay.circumstances import circumstances_of
from tegata.store import parcel as stored
from tegata.store.coming import Waiting
from tegata.store.parcel import HoldReason, Parcel, ParcelState, Standing
from tegata.store.trouble import StoreError
from tegata.tasks import spawn

_log = logging.getLogger(__name__)

_LOOK_AGAIN = timedelta(seconds=30)
"""asyncio's timers stand still while the computer sleeps, so a long wait is cut into short ones."""

_LOOK_OFTEN = timedelta(seconds=1)
"""The same, while somebody sees a letter's seconds counted down."""

_COUNTED = timedelta(minutes=1)

WARM_AHEAD = timedelta(seconds=5)
"""How long before its time the way is made for a letter: an idle line is bad manners for longer."""


class Courier:
    """Sends the parcels of one account: small ones one after the other, large ones beside them.

    In each lane the smallest goes first (`Turns`).
    """

    def __init__(self, account: str, office: Office, respites: Respites) -> None:
        self._account = account
        self._office = office
        self._respites = respites
        clock = office.tools.clock
        self._lanes = (Lane(clock, large=False), Lane(clock, large=True))
        self._jobs: dict[int, Job] = {}
        self._committed: set[int] = set()
        self._gate = Gate()
        self._foretold: NotOpen | None = None
        self._passwords_given = 0
        self._refused: Role | None = None

    def wake(self) -> None:
        """Look for due parcels now."""
        for lane in self._lanes:
            lane.wake.set()

    def cancel(self, parcel_id: int) -> bool:
        """Stop the parcel if it is on its way and can still be stopped."""
        job = self._jobs.get(parcel_id)
        return job is not None and job.cancel()

    def password_given(self) -> None:
        """Log in again: the password, or what it is for, is another one now."""
        self._refused = self._foretold = None
        self._passwords_given += 1
        self._gate.shut()

    def moved(self) -> None:
        """Take in that this computer is on another network: what was open leads nowhere."""
        for lane in self._lanes:
            lane.stop_warming()
            lane.kept.leave()

    async def run(self) -> None:
        """Deliver what falls due, until cancelled."""
        async with asyncio.TaskGroup() as lanes:
            for lane in self._lanes:
                lanes.create_task(self._run(lane))

    async def close(self) -> None:
        """Take leave of the servers."""
        await asyncio.gather(*(lane.kept.close() for lane in self._lanes))

    async def _run(self, lane: Lane) -> None:
        try:
            while True:
                lane.wake.clear()
                await self._turn(lane)
        finally:
            lane.stop_warming()

    async def _turn(self, lane: Lane) -> None:
        try:
            await self._respites.put_right()
            until = self._office.tools.clock.wall() + _LOOK_AGAIN + WARM_AHEAD
            coming = await self._office.outbox.coming(self._account, lane.sizes, until)
            waiting = [each for each in coming.waiting if each not in lane.passed_over]
            if self._office.tools.clock.wall() > until:
                return  # the computer has slept over it: more is due than was asked for
            if await let_go(self._office, coming.leaving):
                self.wake()  # the other lane too
            elif (parcel := self._next_due(lane, waiting)) is None:
                await self._rest(lane, (*waiting, *coming.leaving))
            else:
                await lane.until_warm()
                await self._deliver_if_due(parcel, lane)
        except StoreError:
            _log.exception("the outbox of %s cannot be read or written", self._account)
            await asyncio.sleep(on_disk.RETRY.total_seconds())

    async def deliver(self, parcel: Parcel) -> None:
        """Try one waiting parcel once, whatever its due time. Raises StoreError."""
        async with self._gate.turn():
            await self._deliver(parcel)

    async def _deliver_if_due(self, parcel: Waiting, lane: Lane) -> None:
        """Try it, unless one that was tried meanwhile has found out that there is no use in that."""
        async with self._gate.turn():
            now = await self._office.outbox.parcel(parcel.id)
            if now is None:
                return
            if now.hold is HoldReason.UNKNOWN:
                lane.passed_over.add(parcel)
            elif now.state is ParcelState.WAITING and self._office.waits.is_over(now):
                await self._deliver(now)

    async def _deliver(self, parcel: Parcel) -> None:
        account = self._office.accounts.get(parcel.account)
        if account is None:
            await self._move(parcel, Standing(ParcelState.HELD, hold=HoldReason.SETTINGS))
            return
        if self._refused is not None:
            await self._move(parcel, Standing(ParcelState.HELD, hold=HoldReason.PASSWORD_REFUSED))
            self._office.hearing.tell(PasswordNeeded(self._account, self._refused, refused=True))
            return
        claimed = await self._move(parcel, Standing(ParcelState.SENDING))
        if claimed is None:
            return
        self._respites.begin(claimed)
        sending = self._send(claimed, account)
        try:
            await hear_out(sending, lambda: claimed.id in self._committed, f"sending-{claimed.id}")
        finally:
            self._committed.discard(claimed.id)

    async def _send(self, claimed: Parcel, account: Account) -> None:
        try:
            await self._try(claimed, account)
        except Exception as error:  # noqa: BLE001 - one of the two places where everything is caught
            # A fault of ours must not stop the other letters.
            _log.exception("parcel %d", claimed.id)
            await self._give_back(claimed, error)

    async def _try(self, parcel: Parcel, account: Account) -> None:
        office, clock = self._office, self._office.tools.clock
        consignment = consignment_of(parcel, office)
        kept = next(lane.kept for lane in self._lanes if parcel in lane)
        foretold, self._foretold = self._foretold, None
        attempt = Attempt(account, consignment, office, kept, foretold)
        job = Job(
            parcel.id,
            attempt,
            commit=lambda: self._commit(parcel),
            take_back=lambda outcomes: self._take_back(parcel, outcomes),
            tell=self._tell,
        )
        password = self._passwords_given
        began = clock.wall()
        office.hearing.tell(WindowChanged(account.name))
        self._jobs[parcel.id] = job
        try:
            done = await job.run()
        finally:
            del self._jobs[parcel.id]
        if done is None:
            cancelled = Broken(Phase.CONNECT, Trouble.CANCELLED)
            outcomes: Outcomes = dict.fromkeys(consignment.envelope.recipients, cancelled)
            outcomes.update(accepted(attempt.outcomes))
            done = Attempted(outcomes, ["cancelled"])
        context = attempt.context()
        record = stored.Attempt(
            0,
            began,
            clock.wall(),
            tuple(done.steps),
            str(attempt.transcript),
            circumstances_of(context),
        )
        verdict = Verdict(done.outcomes, context, self._passwords_given == password, attempt.stopped_at)
        await self._record(parcel, verdict, record)
        office.hearing.tell(WindowChanged(account.name))

    async def _commit(self, parcel: Parcel) -> None:
        moved = await self._office.outbox.move(
            parcel.id,
            Standing(ParcelState.COMMITTED),
            now=self._office.tools.clock.wall(),
            was=ParcelState.SENDING,
        )
        if moved is None:
            raise RuntimeError(f"parcel {parcel.id} is not ours any more")
        self._committed.add(parcel.id)
        self._office.hearing.tell(ParcelChanged(parcel.id))

    async def _take_back(self, parcel: Parcel, outcomes: Outcomes) -> None:
        now = self._office.tools.clock.wall()
        await self._office.outbox.take_back(parcel.id, accepted(outcomes), now=now)
        self._committed.discard(parcel.id)
        self._office.hearing.tell(ParcelChanged(parcel.id))

    def _tell(self, progress: Progress) -> None:
        if Stage.SENDING in progress.stages:  # who is not believed gets no further than the envelope
            self._gate.open()
        self._office.hearing.tell(progress)

    async def _record(self, parcel: Parcel, verdict: Verdict, record: stored.Attempt) -> None:
        """Write the outcome down, however long the disk takes: it is known to nobody else."""
        now, tools = self._office.tools.clock.wall(), self._office.tools
        first = await self._first_tried(parcel, record)
        all_or_none = tools.preferences().some_refused == "nobody"
        history = History(parcel.tries + 1, first, now, tools.chance(), verdict.in_vain(), all_or_none)
        standing, fault = verdict.standing(parcel, history), verdict.fault()
        if fault is not None:
            wait = self._respites.failed(fault, parcel)
            standing = replace(standing, due=now + wait if standing.due is not None else None)
        settled = verdict.settled
        outbox, waits = self._office.outbox, self._office.waits
        recorded = await insist(lambda: outbox.record(parcel.id, settled, record, standing, now=now))
        waits.end(parcel.id)
        waits.left(recorded)  # its next wait begins
        self._office.hearing.tell(ParcelChanged(parcel.id))
        if standing.hold in PASSWORD_HOLDS:
            await self._hold_for_password(standing, settled)
        elif accepted(verdict.outcomes):
            self._gate.open()
        await self._tell_the_others(verdict, fault)

    async def _tell_the_others(self, verdict: Verdict, fault: Fault | None) -> None:
        """Have what was found out of a server heeded by what waits for it."""
        if fault is not None:
            await self._respites.put_off()
        elif roles := verdict.reached():
            await self._respites.reached(verdict.context.account, *roles)

    async def _first_tried(self, parcel: Parcel, record: stored.Attempt) -> datetime:
        """Return since when the letter has been tried: one that was to leave later is not old for that."""
        if not parcel.tries:
            return record.began
        return (await self._office.outbox.attempts(parcel.id))[0].began

    async def _hold_for_password(self, standing: Standing, outcomes: dict[str, Outcome]) -> None:
        """Hold the other letters too: each would try the same password, and servers lock accounts then."""
        for other in await self._office.outbox.parcels(account=self._account, states={ParcelState.WAITING}):
            await self._move(other, standing)
        phases = {getattr(outcome, "phase", None) for outcome in outcomes.values()}
        role = Role.POP if Phase.POP in phases else Role.SUBMISSION
        refused = standing.hold is HoldReason.PASSWORD_REFUSED
        self._refused = role if refused else None
        self._office.hearing.tell(PasswordNeeded(self._account, role, refused=refused))

    async def _give_back(self, parcel: Parcel, error: Exception) -> None:
        """Put it off where the disk was at fault, hold it where we were.

        Where the last dot may have left, it is perhaps delivered.
        """
        standing = Standing(ParcelState.HELD, hold=HoldReason.FAULT)
        if isinstance(error, StoreError):
            due = self._office.tools.clock.wall() + _LOOK_AGAIN
            standing = Standing(ParcelState.WAITING, due=due)
        if await insist(lambda: self._move(parcel, standing, ParcelState.SENDING)) is None:
            perhaps = Standing(ParcelState.UNCERTAIN)
            await insist(lambda: self._move(parcel, perhaps, ParcelState.COMMITTED))

    def _next_due(self, lane: Lane, waiting: Sequence[Waiting]) -> Waiting | None:
        due = [each for each in waiting if self._office.waits.is_over(each)]
        asked_for = [each for each in due if each.id in self._office.asked_for]
        return lane.turns.next(asked_for or due, failed=self._respites.in_vain)

    async def _rest(self, lane: Lane, coming: Sequence[Waiting | Parcel]) -> None:
        """Wait to be woken; with letters waiting, look at the clock now and then."""
        pauses = [(each, pause) for each in coming if (pause := self._pause(each)) is not None]
        if any(each in lane and _is_soon(each, pause) for each, pause in pauses):
            self._warm_up(lane)
        timeout = min((_next_look(each, pause) for each, pause in pauses), default=None)
        try:
            async with asyncio.timeout(timeout):
                await lane.wake.wait()
        except TimeoutError:
            return

    def _pause(self, parcel: Waiting | Parcel) -> timedelta | None:
        """Return how long until something is to be done for the parcel.

        What is held concerns both lanes: one that is at work for minutes cannot let go of it in time.
        """
        if isinstance(parcel, Parcel):
            return leaves_in(parcel, self._office)
        return self._office.waits.left(parcel)

    def _warm_up(self, lane: Lane) -> None:
        """Make the way for a letter that has not been tried so far and will be due in a moment."""
        account = self._office.accounts.get(self._account)
        busy = lane.kept.waits or (lane.warming is not None and not lane.warming.done())
        if account is None or busy or self._respites.left(account):
            return
        if self._foretold is None and self._refused is None:
            lane.warming = spawn(self._warm(lane, account), f"warm-{self._account}")

    async def _warm(self, lane: Lane, account: Account) -> None:
        """What fails is left to the letter, unless that has waited for it: nobody waits for a server twice.

        A password that was refused is not tried again in any case.
        """
        async with self._gate.turn():
            if self._foretold is None and self._refused is None:
                trouble = await warm_up(account, self._office, lane.kept)
                if trouble is not None and (lane.waits_for_warming or stands(trouble.outcome)):
                    self._foretold = trouble

    async def _move(
        self, parcel: Parcel, standing: Standing, was: ParcelState | None = ParcelState.WAITING
    ) -> Parcel | None:
        now = self._office.tools.clock.wall()
        moved = await self._office.outbox.move(parcel.id, standing, now=now, was=was)
        self._office.hearing.tell(ParcelChanged(parcel.id))
        return moved


def _is_soon(parcel: Waiting | Parcel, pause: timedelta) -> bool:
    """Whether it is worth while to make the way for a letter: its first, and in a moment."""
    return parcel.tries == 0 and timedelta(0) < pause <= WARM_AHEAD


def _next_look(parcel: Waiting | Parcel, pause: timedelta) -> float:
    """Return the seconds until the letter may be due, or the way for it is to be made."""
    rest = max(pause, timedelta(0))
    look = _LOOK_OFTEN if isinstance(parcel, Parcel) and rest <= _COUNTED else _LOOK_AGAIN
    return min(rest - WARM_AHEAD if rest > WARM_AHEAD else rest, look).total_seconds()
