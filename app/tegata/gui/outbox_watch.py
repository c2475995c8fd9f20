"""What the outbox window knows: parcels, how far uploads have got, and the rows that follow. No Qt here."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tegata.delivery.notices import AccountsChanged, Change, ParcelChanged, Progress, Stage, WindowChanged
from tegata.delivery.verbs import Verbs
from tegata.gui.outbox_reading import Known, read
from tegata.gui.outbox_row import Row
from tegata.mail.search import has_words, words_of
from tegata.store.parcel import Parcel, ParcelState
from tegata.words.causes import explain

_MEASURE = 2.0  # seconds of an upload before the time left is worth saying
_LOGIN = "pop-login"
_SENT_IN_DETAIL = 20  # newest sent letters for which the steps are looked up
_SOON = timedelta(minutes=2)
_AT_ONCE = 25  # rows: a few milliseconds
_MOVING = frozenset({ParcelState.SENDING, ParcelState.COMMITTED})
_MAY_ASK = frozenset(ParcelState) - _MOVING - {ParcelState.WAITING, ParcelState.SENT}


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

    `parcels` are all that are not sent, and as many of the sent ones as were asked for: a page at first, then
    `fetch_more`. `now` and `monotonic` are the clocks; tests hand in their own.
    """

    verbs: Verbs
    now: Callable[[], datetime] = local_now
    monotonic: Callable[[], float] = time.monotonic
    parcels: dict[int, Parcel] = field(default_factory=dict)
    has_more: bool = False
    _search: str = ""
    _stale: set[int] | None = None  # None: everything
    _progress: dict[int, Progress] = field(default_factory=dict)
    _began: dict[int, tuple[float, int]] = field(default_factory=dict)
    _logged_in: dict[int, bool] = field(default_factory=dict)
    _rows: dict[int, tuple[Parcel, date, Row]] = field(default_factory=dict)

    def hear(self, change: Change) -> bool:
        """Take in a change; return whether parcels have to be fetched again."""
        if isinstance(change, Progress):
            self._progress[change.parcel_id] = change
            if Stage.SENDING in change.stages:
                self._began.setdefault(change.parcel_id, (self.monotonic(), change.sent))
            return False
        if isinstance(change, AccountsChanged | WindowChanged):
            self._rows.clear()  # hosts are named in rows, and what helps depends on the account
        if isinstance(change, ParcelChanged) and self._stale is not None:
            self._stale.add(change.parcel_id)
        return isinstance(change, ParcelChanged)

    def search(self, words: str) -> None:
        """Look from the next `fetch` on for letters with these words in subject or recipients."""
        self._search = words
        self._stale = None

    async def fetch(self) -> None:
        """Ask for what has changed; at first and for another search for all that is not sent, and a page."""
        stale, self._stale = self._stale, set()
        if stale is None:
            sent = await self.verbs.sent(self._search)
            found = [*await self.verbs.unsent(), *sent]
            self.parcels = {}
            self.has_more = bool(sent)
        else:
            asked = [await self.verbs.parcel(number) for number in sorted(stale)]
            found = [parcel for parcel in asked if parcel is not None]
            for number in stale:
                self.parcels.pop(number, None)
        await self._take_in(found)

    async def fetch_more(self) -> None:
        """Ask for the next page of sent letters."""
        sent = [parcel for parcel in self.parcels.values() if parcel.state is ParcelState.SENT]
        last = min(sent, key=lambda parcel: (parcel.changed_at, parcel.id), default=None)
        more = await self.verbs.sent(self._search, after=last)
        self.has_more = bool(more)
        await self._take_in(more)

    def rows(self) -> list[Row]:
        """Return a row for every parcel that the search is about, as things stand now."""
        now, hosts = self.now(), self._hosts()
        words = words_of(self._search)
        return [self._row(parcel, now, hosts) for parcel in self.parcels.values() if _is_about(parcel, words)]

    def row(self, parcel_id: int) -> Row | None:
        """Return one parcel's row as things stand now."""
        parcel = self.parcels.get(parcel_id)
        return None if parcel is None else self._row(parcel, self.now(), self._hosts())

    def counts(self) -> Counts:
        """Count the letters for footer and tool bar, whatever is searched for."""
        states = [parcel.state for parcel in self.parcels.values()]
        now, hosts = self.now(), self._hosts()
        asking = [parcel for parcel in self.parcels.values() if parcel.state in _MAY_ASK]
        need_you = sum(self._row(parcel, now, hosts).needs_you for parcel in asking)
        sending, sent = states.count(ParcelState.SENDING), states.count(ParcelState.SENT)
        return Counts(sending, len(states) - sending - need_you - sent, need_you)

    def ticking(self) -> bool:
        """Whether something on the list changes by the clock alone."""
        return any(
            parcel.state in _MOVING or (parcel.due is not None and parcel.state is not ParcelState.SENT)
            for parcel in self.parcels.values()
        )

    async def _take_in(self, found: Sequence[Parcel]) -> None:
        for parcel in found:
            if parcel.state is not ParcelState.WITHDRAWN:
                self.parcels[parcel.id] = parcel
            if parcel.state not in _MOVING:
                self._progress.pop(parcel.id, None)
                self._began.pop(parcel.id, None)
        sent = [parcel for parcel in found if parcel.state is ParcelState.SENT]
        for parcel in sorted(sent, key=lambda each: each.changed_at, reverse=True)[:_SENT_IN_DETAIL]:
            if parcel.id not in self._logged_in:
                attempts = await self.verbs.attempts(parcel.id)
                self._logged_in[parcel.id] = any(_LOGIN in attempt.steps for attempt in attempts)
        await self._make_rows()

    def _hosts(self) -> dict[str, str]:
        return {account.name: account.submission.host for account in self.verbs.accounts()}

    def _row(self, parcel: Parcel, now: datetime, hosts: dict[str, str]) -> Row:
        """Return the row; one that nothing but the day can change ("tomorrow at 8:00") is made once a day."""
        today = now.date()
        made_of, made_on, row = self._rows.get(parcel.id, (None, None, None))
        if row is None or made_of is not parcel or made_on != today or _counts_seconds(parcel, now):
            row = read(parcel, self._known(parcel, now, hosts))
            self._rows[parcel.id] = (parcel, today, row)
        return row

    async def _make_rows(self) -> None:
        """Make the rows a few at a time: a thousand at once would be seen as a stall."""
        now, hosts = self.now(), self._hosts()
        for number, parcel in enumerate(tuple(self.parcels.values())):
            self._row(parcel, now, hosts)
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)

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


def _is_about(parcel: Parcel, words: tuple[str, ...]) -> bool:
    return not words or has_words(words, parcel.subject, *(each.address for each in parcel.recipients))


def _counts_seconds(parcel: Parcel, now: datetime) -> bool:
    """Whether the row may differ from one second to the next: on its way, or about to be due."""
    due = parcel.due
    return parcel.state in _MOVING or (due is not None and -_SOON < due - now < _SOON)
