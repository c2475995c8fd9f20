"""What the outbox window knows: parcels, how far uploads have got, and the rows that follow. No Qt here."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tegata.delivery.notices import AccountsChanged, Change, ParcelChanged, Progress, WindowChanged
from tegata.delivery.verbs import Verbs
from tegata.gui.outbox_reading import Known, read
from tegata.gui.outbox_row import Row
from tegata.gui.unsent import Unsent
from tegata.gui.uploads import Uploads
from tegata.mail.search import has_words, words_of
from tegata.store.parcel import Parcel, ParcelState
from tegata.words.causes import explain

_LOGIN = "pop-login"
_SENT_IN_DETAIL = 20  # newest sent letters for which the steps are looked up
_SOON = timedelta(minutes=2)
_AT_ONCE = 25  # rows: a millisecond or two
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


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a list has to show from now on: these rows, in order, and those `gone` no longer.

    `others`: nothing else any more, for it is another search.
    """

    rows: list[Row]
    gone: set[int]
    others: bool = False

    def slices(self) -> Iterator[list[Row]]:
        """Yield the rows a few at a time: a thousand at once would be seen as a stall."""
        return (self.rows[n : n + _AT_ONCE] for n in range(0, len(self.rows), _AT_ONCE))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What any row may depend on: "tomorrow at 8:00", who accepted it, whether AUTH would help."""

    today: date
    hosts: dict[str, str]
    offer_auth: frozenset[str]


@dataclass
class OutboxWatch:
    """Fetches parcels through the verbs, hears progress in between, and says how rows change with it.

    It keeps the letters that are not sent. Of those that are, it hands out rows, a page at first, then with
    `fetch_more`, and keeps none: there may be ten thousand. `uploads` may have heard of what began before.
    """

    verbs: Verbs
    uploads: Uploads = field(default_factory=Uploads)
    now: Callable[[], datetime] = local_now
    has_more: bool = False
    _oldest: Parcel | None = None  # of the sent letters that were asked for
    _search: str = ""
    _others: bool = True
    _stale: set[int] = field(default_factory=set)  # whose rows may differ from those shown
    _made_for: _Ground | None = None
    _rows: dict[int, Row] = field(default_factory=dict)  # of unsent letters

    def __post_init__(self) -> None:
        self._unsent = Unsent(self.verbs)

    def hear(self, change: Change) -> bool:
        """Take in a change; return whether there may be something to `fetch`."""
        self.uploads.hear(change)
        match change:
            case Progress():
                return False
            case ParcelChanged(parcel_id=number):
                self._unsent.hear(number)
                self._stale.add(number)
                return True
            case WindowChanged():
                return self._made_for != self._ground()
            case _:
                return isinstance(change, AccountsChanged)

    def search(self, words: str) -> None:
        """Look from the next `fetch` on for letters with these words in subject or recipients."""
        self._search = words
        self._others = True

    async def fetch(self) -> Renewal:
        """Ask for what has changed; at first, for another search and on another day, for everything."""
        self._let_time_pass()
        others, self._others = self._others, False
        stale, self._stale = self._stale, set()
        changed = await self._take_in()
        if others:
            self._oldest = None
            page = await self.fetch_more()
            rows = await self._rows_of(self._unsent.all())
            return Renewal(_in_order([*rows, *page.rows]), set(), others=True)
        sent = [parcel for parcel in changed if parcel.state is ParcelState.SENT]
        unsent = [parcel for number in stale if (parcel := self._unsent.parcels.get(number)) is not None]
        rows = await self._rows_of([*unsent, *sent])
        return Renewal(_in_order(rows), stale - {row.parcel_id for row in rows})

    async def fetch_more(self) -> Renewal:
        """Ask for the next page of sent letters."""
        page = await self.verbs.sent(self._search, after=self._oldest)
        self._oldest = page[-1] if page else self._oldest
        self.has_more = bool(page)
        return Renewal(await self._rows_of(page), set())

    def row(self, parcel_id: int) -> Row | None:
        """Return an unsent letter's row as things stand now; None where the search is about others."""
        parcel = self._unsent.parcels.get(parcel_id)
        about = parcel is not None and _is_about(parcel, words_of(self._search))
        return self._row(parcel, self.now()) if parcel is not None and about else None

    def counts(self) -> Counts:
        """Count the letters for footer and tool bar, whatever is searched for."""
        unsent = self._unsent.all()
        now = self.now()
        asking = [parcel for parcel in unsent if parcel.state in _MAY_ASK]
        need_you = sum(self._row(parcel, now).needs_you for parcel in asking)
        sending = sum(parcel.state is ParcelState.SENDING for parcel in unsent)
        return Counts(sending, len(unsent) - sending - need_you, need_you)

    def ticking(self) -> bool:
        """Whether something on the list changes by the clock alone."""
        return any(parcel.state in _MOVING or parcel.due is not None for parcel in self._unsent.all())

    def _let_time_pass(self) -> None:
        """Note what the clock has changed: some rows, or the ground that all of them stand on."""
        now, ground = self.now(), self._ground()
        if self._made_for != ground:
            self._made_for, self._others = ground, True
            self._rows.clear()
        for number, parcel in self._unsent.parcels.items():
            if _counts_seconds(parcel, now):
                self._rows.pop(number, None)
                self._stale.add(number)

    def _ground(self) -> _Ground:
        accounts = self.verbs.accounts()
        offers = frozenset(each.name for each in accounts if self.verbs.learned(each.name).offers_auth)
        return _Ground(self.now().date(), self._hosts(), offers)

    async def _take_in(self) -> list[Parcel]:
        changed = await self._unsent.fetch()
        for parcel in changed:
            self._rows.pop(parcel.id, None)
        return changed

    async def _rows_of(self, parcels: Sequence[Parcel]) -> list[Row]:
        """Return the rows of those letters that the search is about; they are made a few at a time."""
        now, hosts, words = self.now(), self._hosts(), words_of(self._search)
        logins = await self._logins(parcels)
        rows: list[Row] = []
        for number, parcel in enumerate(parcels):
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)
            if parcel.state is ParcelState.SENT:
                known = Known(now, host=hosts.get(parcel.account, ""), logged_in=parcel.id in logins)
                rows += [read(parcel, known)] if _is_about(parcel, words) else []
            elif _is_about(parcel, words):
                rows.append(self._row(parcel, now))
        return rows

    async def _logins(self, parcels: Sequence[Parcel]) -> set[int]:
        """Return for which of the newest of these, of those that are sent, a POP login was made."""
        sent = [parcel for parcel in parcels if parcel.state is ParcelState.SENT]
        newest = sorted(sent, key=lambda each: each.changed_at, reverse=True)[:_SENT_IN_DETAIL]
        attempts = {parcel.id: await self.verbs.attempts(parcel.id) for parcel in newest}
        return {number for number, tries in attempts.items() if any(_LOGIN in one.steps for one in tries)}

    def _hosts(self) -> dict[str, str]:
        return {account.name: account.submission.host for account in self.verbs.accounts()}

    def _row(self, parcel: Parcel, now: datetime) -> Row:
        """Return an unsent letter's row; it is made again while the letter moves, or once it was let go."""
        row = self._rows.get(parcel.id)
        if row is None or parcel.state in _MOVING:
            row = self._rows[parcel.id] = read(parcel, self._known(parcel, now))
        return row

    def _known(self, parcel: Parcel, now: datetime) -> Known:
        diagnosis = self.verbs.diagnose(parcel)
        return Known(
            now,
            diagnosis=diagnosis,
            statement=explain(diagnosis).statement if diagnosis else "",
            progress=self.uploads.progress(parcel.id),
            left=self.uploads.left(parcel.id),
            still=self.uploads.still(parcel.id),
            leaves_in=self.verbs.leaves_in(parcel),
        )


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.place)


def _is_about(parcel: Parcel, words: tuple[str, ...]) -> bool:
    return not words or has_words(words, parcel.subject, *(each.address for each in parcel.recipients))


def _counts_seconds(parcel: Parcel, now: datetime) -> bool:
    """Whether the row may differ from one second to the next: on its way, or about to be due."""
    due = parcel.due
    return parcel.state in _MOVING or (due is not None and -_SOON < due - now < _SOON)
