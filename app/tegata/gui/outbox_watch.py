"""What the outbox window knows: parcels, how far uploads have got, and the rows that follow. No Qt here."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tegata.delivery.notices import Change, ParcelChanged, Progress, Stage
from tegata.delivery.verbs import Verbs
from tegata.gui.outbox_reading import Known, read
from tegata.gui.outbox_row import Row
from tegata.store.parcel import Parcel, ParcelState
from tegata.words.causes import explain

_MEASURE = 2.0  # seconds of an upload before the time left is worth saying
_LOGIN = "pop-login"
_SENT_IN_DETAIL = 20  # newest sent letters for which the steps are looked up


def local_now() -> datetime:
    """Return the time, aware, in the zone of this computer."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many letters are where."""

    sending: int
    waiting: int
    need_you: int

    @property
    def unsent(self) -> int:
        """The number in the tool bar."""
        return self.sending + self.waiting + self.need_you


@dataclass
class OutboxWatch:
    """Fetches parcels through the verbs, and hears progress in between.

    `now` and `monotonic` are the clocks; tests hand in their own.
    """

    verbs: Verbs
    now: Callable[[], datetime] = local_now
    monotonic: Callable[[], float] = time.monotonic
    parcels: dict[int, Parcel] = field(default_factory=dict)
    _progress: dict[int, Progress] = field(default_factory=dict)
    _began: dict[int, tuple[float, int]] = field(default_factory=dict)
    _logged_in: dict[int, bool] = field(default_factory=dict)

    def hear(self, change: Change) -> bool:
        """Take in a change; return whether parcels have to be fetched again."""
        if isinstance(change, Progress):
            self._progress[change.parcel_id] = change
            if Stage.SENDING in change.stages:
                self._began.setdefault(change.parcel_id, (self.monotonic(), change.sent))
            return False
        return isinstance(change, ParcelChanged)

    async def fetch(self) -> None:
        """Ask for every parcel, and for the steps of the newest that were sent."""
        found = [parcel for parcel in await self.verbs.parcels() if parcel.state is not ParcelState.WITHDRAWN]
        self.parcels = {parcel.id: parcel for parcel in found}
        for parcel in found:
            if parcel.state not in {ParcelState.SENDING, ParcelState.COMMITTED}:
                self._progress.pop(parcel.id, None)
                self._began.pop(parcel.id, None)
        sent = [parcel for parcel in found if parcel.state is ParcelState.SENT]
        for parcel in sorted(sent, key=lambda each: each.changed_at, reverse=True)[:_SENT_IN_DETAIL]:
            if parcel.id not in self._logged_in:
                attempts = await self.verbs.attempts(parcel.id)
                self._logged_in[parcel.id] = any(_LOGIN in attempt.steps for attempt in attempts)

    def rows(self) -> list[Row]:
        """Return a row for every parcel, as things stand now."""
        now = self.now()
        hosts = {account.name: account.submission.host for account in self.verbs.accounts()}
        return [read(parcel, self._known(parcel, now, hosts)) for parcel in self.parcels.values()]

    def row(self, parcel_id: int) -> Row | None:
        """Return one parcel's row as things stand now."""
        parcel = self.parcels.get(parcel_id)
        if parcel is None:
            return None
        hosts = {account.name: account.submission.host for account in self.verbs.accounts()}
        return read(parcel, self._known(parcel, self.now(), hosts))

    def counts(self, rows: list[Row]) -> Counts:
        """Count the rows for footer and tool bar."""
        states = [parcel.state for parcel in self.parcels.values()]
        sending = states.count(ParcelState.SENDING)
        need_you = sum(row.needs_you for row in rows)
        sent = states.count(ParcelState.SENT)
        return Counts(sending, len(states) - sending - need_you - sent, need_you)

    def ticking(self) -> bool:
        """Whether something on the list changes by the clock alone."""
        moving = {ParcelState.SENDING, ParcelState.COMMITTED}
        return any(
            parcel.state in moving or (parcel.due is not None and parcel.state is not ParcelState.SENT)
            for parcel in self.parcels.values()
        )

    def _known(self, parcel: Parcel, now: datetime, hosts: dict[str, str]) -> Known:
        if parcel.state is ParcelState.SENT:
            logged_in = self._logged_in.get(parcel.id, False)
            return Known(now, host=hosts.get(parcel.account, ""), logged_in=logged_in)
        diagnosis = self.verbs.diagnose(parcel)
        return Known(
            now,
            diagnosis=diagnosis,
            statement=explain(diagnosis).statement if diagnosis else "",
            progress=self._progress.get(parcel.id),
            left=self._time_left(parcel.id),
            leaves_in=self.verbs.leaves_in(parcel),
        )

    def _time_left(self, parcel_id: int) -> timedelta | None:
        progress, began = self._progress.get(parcel_id), self._began.get(parcel_id)
        if progress is None or began is None:
            return None
        elapsed, moved = self.monotonic() - began[0], progress.sent - began[1]
        if elapsed < _MEASURE or moved <= 0:
            return None
        return timedelta(seconds=(progress.total - progress.sent) * elapsed / moved)
