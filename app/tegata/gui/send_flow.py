"""One letter from Send to its end, as the footer tells it: asks the verbs, listens, and says each moment."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from tegata.accounts.account import Account
from tegata.delivery.notices import Change, Flawed, NotQueued, ParcelChanged, Progress, Queued, Stage
from tegata.delivery.verbs import Verbs
from tegata.gui import calls, footer_moments
from tegata.gui.upload_clock import UploadClock
from tegata.mail.draft import Draft
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tegata.words.causes import explain

_SECOND, _MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)
_WAITS_FOR_PASSWORD = {HoldReason.PASSWORD_NEEDED, HoldReason.PASSWORD_REFUSED}


class SendFlow(QObject):
    """At most one letter at a time: that of its compose window."""

    moment = Signal(object)  # Moment
    flawed = Signal(object)  # tuple[Flaw, ...]: back to writing
    refused = Signal(object)  # Parcel whose explanation should open
    gone = Signal()  # taken back from another window

    def __init__(self, verbs: Verbs, parent: QObject) -> None:
        super().__init__(parent)
        self.parcel_id: int | None = None
        self._verbs = verbs
        self._draft = Draft("")
        self._held: Parcel | None = None
        self._taking_back = False
        self._login_planned = False
        self._by_hand = False
        self._explained_for: tuple[int, int] | None = None
        self._clock = UploadClock()
        self._uploading: Progress | None = None
        self._since_dot: float | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.timeout.connect(self._count_down)

    async def send(
        self, draft: Draft, draft_id: int | None, leaves: timedelta | SendAt = timedelta(0)
    ) -> None:
        """Put the letter on disk and follow it; a flaw or a full disk is said instead."""
        self._draft = draft
        self._by_hand = False
        self._clock = UploadClock()
        match await self._verbs.send(draft, draft_id=draft_id, leaves=leaves):
            case Queued(parcel_id=number):
                self.parcel_id = number
                if leaves == timedelta(0):
                    self._hand_over()
                await self._look()
            case Flawed(flaws=flaws):
                self.flawed.emit(flaws)
            case NotQueued() as trouble:
                self.moment.emit(footer_moments.not_on_disk(trouble))

    def hear(self, change: Change) -> None:
        """Follow what is heard of this letter."""
        match change:
            case Progress(parcel_id=number) if number == self.parcel_id:
                self._go_on(change)
            case ParcelChanged(parcel_id=number) if number == self.parcel_id:
                calls.start(self._look(), "look at parcel")
            case _:
                pass

    def account(self) -> Account | None:
        """Return the account that the letter is from, as it is now."""
        return next((each for each in self._verbs.accounts() if each.name == self._draft.account), None)

    def logged_in_by_hand(self) -> None:
        """Remember that the user made a login for this letter: if it works, it can be made a habit."""
        self._by_hand = True

    async def cancel(self) -> None:
        """Stop the letter, if the last dot has not left."""
        if self.parcel_id is not None:
            await self._verbs.cancel(self.parcel_id)
            await self._look()

    async def try_now(self) -> None:
        """Let a held letter go after all."""
        if self.parcel_id is not None:
            await self._verbs.try_now(self.parcel_id)

    async def take_back(self) -> tuple[int, Draft] | None:
        """Make the letter a draft again; None when it is too late."""
        if self.parcel_id is None:
            return None
        self._taking_back = True
        try:
            taken = await self._verbs.edit_again(self.parcel_id)
        finally:
            self._taking_back = False
        if taken is not None:
            self.let_go()
        return taken

    def let_go(self) -> None:
        """Follow the letter no more: it has become a draft again, or its window goes on to another."""
        self._stop_counting()
        self._second.stop()
        self._held = None
        self.parcel_id = None

    def _go_on(self, progress: Progress) -> None:
        self._login_planned = progress.login_planned
        if Stage.ANSWER in progress.stages:
            self._begin_counting()
            return
        self._stop_counting()
        if Stage.SENDING in progress.stages:
            self._uploading = progress
            self._tick.start()
        else:
            self._clock = UploadClock()  # a new line begins with the first octet
        self._tell_pace(progress)

    def _tell_pace(self, progress: Progress, still: timedelta | None = None) -> None:
        left = self._clock.left(progress.sent, progress.total, timedelta(seconds=time.monotonic()))
        status = self._verbs.window(self._draft.account)
        self.moment.emit(footer_moments.under_way(progress, status, left, still))

    async def _look(self) -> None:
        if self.parcel_id is None:
            return
        parcel = await self._verbs.parcel(self.parcel_id)
        if parcel is None or parcel.id != self.parcel_id:
            return
        if parcel.leaves_by_itself:
            self._hold(parcel)
            return
        if self._held is not None:
            self._held = None
            self._second.stop()
            self._hand_over()
        await self._show(parcel)

    async def _show(self, parcel: Parcel) -> None:
        match parcel.state:
            case ParcelState.SENT:
                await self._accepted(parcel)
            case ParcelState.COMMITTED:
                self._begin_counting()
            case ParcelState.FAILED | ParcelState.UNCERTAIN | ParcelState.HELD:
                self._stays(parcel)
            case ParcelState.WAITING if parcel.tries and parcel.due and parcel.due > datetime.now(UTC):
                self._stays(parcel)
            case ParcelState.WITHDRAWN if not self._taking_back:
                self.let_go()
                self.gone.emit()
            case ParcelState.WAITING | ParcelState.SENDING | ParcelState.WITHDRAWN:
                pass

    def _hand_over(self) -> None:
        self.moment.emit(footer_moments.handed_over(self._verbs.window(self._draft.account)))

    def _hold(self, parcel: Parcel) -> None:
        first, self._held = self._held is None, parcel
        if isinstance(parcel.departure, SendAt):
            self._second.stop()
            moment = parcel.departure.moment() or parcel.due or parcel.changed_at
            self.moment.emit(footer_moments.leaves_later(parcel.departure, moment, datetime.now(UTC)))
        else:
            self._count_down(first=first)

    def _count_down(self, *, first: bool = False) -> None:
        """Show the seconds left, and look again when the next one has begun."""
        parcel = self._held
        if parcel is None or not isinstance(parcel.departure, UndoUntil):
            return
        left = self._verbs.leaves_in(parcel) or timedelta(0)
        leaves = datetime.now(UTC) + left
        moment = footer_moments.can_be_undone(self._draft, left, parcel.departure.span, leaves)
        self.moment.emit(moment if first else replace(moment, spoken=""))
        if left > timedelta(0):
            self._second.start(left % _SECOND // _MILLISECOND or 1000)

    async def _accepted(self, parcel: Parcel) -> None:
        self._stop_counting()
        attempts = await self._verbs.attempts(parcel.id)
        account = self.account()
        told = footer_moments.accepted(parcel, attempts, account.submission.host if account else "")
        if self._by_hand and account is not None and not account.pop_before_send.enabled:
            told = footer_moments.worked_by_hand(told)
        self.moment.emit(told)

    def _stays(self, parcel: Parcel) -> None:
        self._stop_counting()
        diagnosis = self._verbs.diagnose(parcel)
        explained = explain(diagnosis) if diagnosis is not None else None
        self.moment.emit(footer_moments.stays(parcel, datetime.now(UTC), explained))
        asks = parcel.state is ParcelState.HELD and parcel.hold in {
            *_WAITS_FOR_PASSWORD,
            HoldReason.CANCELLED,
        }
        once = (parcel.id, parcel.tries)
        if diagnosis is None or asks or parcel.state is ParcelState.WAITING or once == self._explained_for:
            return
        self._explained_for = once
        self.refused.emit(parcel)

    def _begin_counting(self) -> None:
        if self._since_dot is None:
            self._uploading = None
            self._since_dot = time.monotonic()
            self._tick.start()
            self._count()

    def _stop_counting(self) -> None:
        self._since_dot = None
        self._uploading = None
        self._tick.stop()

    def _count(self) -> None:
        """Each second, count how long one waits for the server's word, or for an upload to move on."""
        if self._uploading is not None:
            still = self._clock.still(timedelta(seconds=time.monotonic()))
            if still is not None:
                self._tell_pace(self._uploading, still)
        if self._since_dot is None:
            return
        waited = timedelta(seconds=round(time.monotonic() - self._since_dot))
        self.moment.emit(footer_moments.waiting_for_word(waited, login_planned=self._login_planned))
