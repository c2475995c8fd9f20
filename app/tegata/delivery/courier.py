"""One courier per account: takes the next due parcel, tries it once, and writes down how that ended."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tegata.accounts.account import Account
from tegata.delivery.account_book import AccountBook
from tegata.delivery.attempt import Attempt, Attempted
from tegata.delivery.hearing import Hearing
from tegata.delivery.job import Job
from tegata.delivery.lessons import Lessons
from tegata.delivery.notices import ParcelChanged, PasswordNeeded, Role, WindowChanged
from tegata.delivery.schedule import (
    AskUser,
    GaveUp,
    History,
    Next,
    PerhapsDelivered,
    Sent,
    Wait,
    after,
)
from tegata.delivery.smtp_send import Consignment
from tegata.delivery.tools import Tools
from tegata.delivery.windows import Windows
from tegata.mail.envelope import Envelope
from tegata.protocols.outcome import Accepted, Broken, Outcome, Outcomes, Phase, Refused, Trouble
from tegata.protocols.smtp_submit import Partial
from tegata.relay.reading import Context, diagnose, may_be_about_relaying
from tegata.store import parcel as stored
from tegata.store.outbox import Outbox
from tegata.store.parcel import HoldReason, Parcel, ParcelState, Standing
from tegata.store.trouble import StoreError

_log = logging.getLogger(__name__)

_LOOK_AGAIN = timedelta(seconds=30)
"""asyncio's timers stand still while the computer sleeps, so a long wait is cut into short ones."""

PASSWORD_HOLDS = frozenset({HoldReason.PASSWORD_NEEDED, HoldReason.PASSWORD_REFUSED})

_DISK_RETRY = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Office:
    """What every courier of one profile shares.

    With some recipients refused the user is asked, but not for parcels in `unasked`: there the others get
    their letter.
    """

    outbox: Outbox
    accounts: AccountBook
    windows: Windows
    lessons: Lessons
    hearing: Hearing
    tools: Tools
    unasked: set[int] = field(default_factory=set)


class Courier:
    """Sends the parcels of one account, one after the other."""

    def __init__(self, account: str, office: Office) -> None:
        self._account = account
        self._office = office
        self._wake = asyncio.Event()
        self._job: Job | None = None
        self._refused: Role | None = None
        self.contexts: dict[int, Context] = {}

    def wake(self) -> None:
        """Look for due parcels now."""
        self._wake.set()

    def cancel(self, parcel_id: int) -> bool:
        """Stop the parcel if it is on its way and can still be stopped."""
        return self._job is not None and self._job.parcel_id == parcel_id and self._job.cancel()

    def password_given(self) -> None:
        """Log in again: the password, or what it is for, is another one now."""
        self._refused = None

    async def run(self) -> None:
        """Deliver what falls due, until cancelled."""
        while True:
            self._wake.clear()
            try:
                parcel = await self._next_due()
                if parcel is None:
                    await self._rest()
                    continue
                await self.deliver(parcel)
            except StoreError:
                _log.exception("the outbox of %s cannot be read or written", self._account)
                await asyncio.sleep(_DISK_RETRY.total_seconds())

    async def deliver(self, parcel: Parcel) -> None:
        """Try one waiting parcel once, whatever its due time. Raises StoreError."""
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
        try:
            await self._try(claimed, account)
        except Exception:  # noqa: BLE001 - one of the two places where everything is caught
            # A fault of ours must not stop the other letters.
            _log.exception("parcel %d", claimed.id)
            await self._hold_after_fault(claimed)

    async def _try(self, parcel: Parcel, account: Account) -> None:
        office, clock = self._office, self._office.tools.clock
        consignment = _consignment(parcel, office)
        attempt = Attempt(account, consignment, office.windows, office.tools)
        self._job = Job(parcel.id, attempt, lambda: self._commit(parcel), office.hearing.tell)
        began = clock.wall()
        office.hearing.tell(WindowChanged(account.name))
        try:
            done = await self._job.run()
        finally:
            self._job = None
        if done is None:
            cancelled = Broken(Phase.CONNECT, Trouble.CANCELLED)
            done = Attempted(dict.fromkeys(consignment.envelope.recipients, cancelled), ["cancelled"])
        self.contexts[parcel.id] = attempt.context()
        record = stored.Attempt(0, began, clock.wall(), tuple(done.steps), str(attempt.transcript))
        await self._record(parcel, done.outcomes, record, attempt.context())
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
        self._office.hearing.tell(ParcelChanged(parcel.id))

    async def _record(
        self, parcel: Parcel, outcomes: Outcomes, record: stored.Attempt, context: Context
    ) -> None:
        """Write the outcome down, however long the disk takes: it is known to nobody else."""
        now = self._office.tools.clock.wall()
        settled = {address: outcome for address, outcome in outcomes.items() if outcome is not None}
        in_vain = _refused_in_vain(settled, context)
        history = History(parcel.tries + 1, parcel.queued_at, now, self._office.tools.chance(), in_vain)
        standing = _standing(after(_all_outcomes(parcel, outcomes), history))
        while True:
            try:
                await self._office.outbox.record(parcel.id, settled, record, standing, now=now)
                break
            except StoreError:
                _log.exception("the outcome of parcel %d is not on disk yet", parcel.id)
                await asyncio.sleep(_DISK_RETRY.total_seconds())
        self._office.hearing.tell(ParcelChanged(parcel.id))
        if standing.hold in PASSWORD_HOLDS:
            await self._hold_for_password(standing, settled)

    async def _hold_for_password(self, standing: Standing, outcomes: dict[str, Outcome]) -> None:
        """Hold the other letters too: each would try the same password, and servers lock accounts then."""
        for other in await self._office.outbox.parcels(account=self._account, states={ParcelState.WAITING}):
            await self._move(other, standing)
        phases = {getattr(outcome, "phase", None) for outcome in outcomes.values()}
        role = Role.POP if Phase.POP in phases else Role.SUBMISSION
        refused = standing.hold is HoldReason.PASSWORD_REFUSED
        self._refused = role if refused else None
        self._office.hearing.tell(PasswordNeeded(self._account, role, refused=refused))

    async def _hold_after_fault(self, parcel: Parcel) -> None:
        """Hold the parcel; where the last dot may have left, it is perhaps delivered."""
        held = Standing(ParcelState.HELD, hold=HoldReason.FAULT)
        if await self._move(parcel, held, ParcelState.SENDING) is None:
            await self._move(parcel, Standing(ParcelState.UNCERTAIN), ParcelState.COMMITTED)

    async def _next_due(self) -> Parcel | None:
        now = self._office.tools.clock.wall()
        due = await self._office.outbox.due(self._account, now)
        return due[0] if due else None

    async def _rest(self) -> None:
        """Wait to be woken; with letters waiting, look at the clock now and then."""
        waiting = await self._office.outbox.parcels(account=self._account, states={ParcelState.WAITING})
        timeout = _until_next(waiting, self._office.tools.clock.wall())
        try:
            async with asyncio.timeout(timeout):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _move(
        self, parcel: Parcel, standing: Standing, was: ParcelState | None = ParcelState.WAITING
    ) -> Parcel | None:
        now = self._office.tools.clock.wall()
        moved = await self._office.outbox.move(parcel.id, standing, now=now, was=was)
        self._office.hearing.tell(ParcelChanged(parcel.id))
        return moved


def open_recipients(parcel: Parcel) -> tuple[str, ...]:
    """Return who is still to be tried: not the accepted; the refused only if nobody else is.

    With nobody else left, this is a letter that the user sends once more after it was refused.
    """
    left = [each for each in parcel.recipients if not isinstance(each.outcome, Accepted)]
    hopeful = [each for each in left if not _refused_for_good(each.outcome)]
    return tuple(each.address for each in hopeful or left)


def _refused_for_good(outcome: Outcome | None) -> bool:
    return isinstance(outcome, Refused) and outcome.permanent and outcome.phase not in {Phase.POP, Phase.AUTH}


def _consignment(parcel: Parcel, office: Office) -> Consignment:
    """Make out what to hand over. With somebody refused already, the user has said that the others get it."""
    recipients = open_recipients(parcel)
    agreed = len(recipients) < len(parcel.recipients) or parcel.id in office.unasked
    partial = Partial.SEND_TO_OTHERS if agreed else Partial.ALL_OR_NONE
    envelope = Envelope(parcel.sender, recipients, parcel.smtputf8)
    return Consignment(envelope, office.outbox.spool_path(parcel), parcel.size, partial)


def _all_outcomes(parcel: Parcel, outcomes: Outcomes) -> list[Outcome | None]:
    return [outcomes.get(each.address, each.outcome) for each in parcel.recipients]


def _refused_in_vain(outcomes: dict[str, Outcome], context: Context) -> frozenset[Outcome]:
    """Return the refusals to relay that a login of this try has not settled: another one would not either."""
    if not context.logged_in_now:
        return frozenset()
    read = {outcome: diagnose({address: outcome}, context) for address, outcome in outcomes.items()}
    return frozenset(
        outcome
        for outcome, diagnosis in read.items()
        if isinstance(outcome, Refused) and diagnosis is not None and may_be_about_relaying(diagnosis)
    )


def _standing(following: Next) -> Standing:
    match following:
        case Sent():
            return Standing(ParcelState.SENT)
        case Wait(until=until):
            return Standing(ParcelState.WAITING, due=until)
        case GaveUp():
            return Standing(ParcelState.FAILED)
        case AskUser(reason=reason):
            return Standing(ParcelState.HELD, hold=reason)
        case PerhapsDelivered():
            return Standing(ParcelState.UNCERTAIN)


def _until_next(waiting: tuple[Parcel, ...], now: datetime) -> float | None:
    dues = [parcel.due for parcel in waiting if parcel.due is not None]
    if not dues:
        return None
    return min(max(min(dues) - now, timedelta(0)), _LOOK_AGAIN).total_seconds()
