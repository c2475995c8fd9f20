"""Tells somebody who is not looking of letters that wait too long, are refused, or are uncertain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from tegata.delivery.tidings import Event, Look, tidings
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.desktop_notes import DesktopNotes
from tegata.store.parcel import Parcel, ParcelState
from tegata.words.tidings import Notice, notice

if TYPE_CHECKING:
    from asyncio import Lock

_GATHER = 2000
"""Milliseconds that news waits for more of it: a line that breaks refuses several letters at once."""

_LONGEST_SLEEP = timedelta(minutes=5)
"""A timer stands still while the computer sleeps."""


@dataclass(frozen=True, slots=True)
class Onlookers:
    """`present`: a window of ours is in front of somebody. `locked`: the screen is, as far as one knows.

    `show_outbox` leads to a letter, or just there; `tell` is for a desktop that takes no notices itself.
    `wanted`: whether notices are to be shown at all.
    """

    wanted: Callable[[], bool]
    present: Callable[[], bool]
    locked: Callable[[], bool]
    show_outbox: Callable[[int | None], None]
    tell: Callable[[Notice], None]


class DeskTidings:
    """Looks at the outbox whenever the desk does, and by itself when a letter becomes late."""

    def __init__(self, verbs: Verbs, onlookers: Onlookers) -> None:
        self._verbs = verbs
        self._onlookers = onlookers
        self._notes = DesktopNotes(onlookers.show_outbox)
        self._known: dict[int, Event] | None = None
        self._first_tried: dict[int, datetime] = {}
        self._pending: dict[int, Parcel] = {}
        self._turn: Lock | None = None
        self._closed = False
        self._gathering = _once(self._gathered)
        self._waiting = _once(self._look_again)

    async def consider(self, parcels: Sequence[Parcel]) -> None:
        """Take in how the letters stand that have not been accepted."""
        async with self._taking_turns():
            if self._closed:
                return
            await self._learn_first_tries(parcels)
            there = self._onlookers.present()
            said = tidings(self._known, Look(parcels, self._first_tried, datetime.now(UTC), there))
        self._known = dict(said.known)
        still_so = {number: each for number, each in self._pending.items() if number in said.known}
        self._pending = still_so | {parcel.id: parcel for parcel in said.to_tell}
        if said.to_tell and not self._gathering.isActive():
            self._gathering.start(_GATHER)
        self._wait_until(said.look_again)

    async def close(self) -> None:
        """Say nothing more, and ask for nothing: the store may be closed next."""
        self._closed = True
        async with self._taking_turns():
            pass  # one that has begun to ask comes to its end
        self._gathering.stop()
        self._waiting.stop()
        await self._notes.close()

    async def tell_now(self) -> None:
        """Tell what has gathered, unless somebody has come to see for themselves."""
        parcels, self._pending = list(self._pending.values()), {}
        if not parcels or not self._onlookers.wanted() or self._onlookers.present():
            return
        words = notice(parcels, datetime.now(UTC), locked=self._onlookers.locked())
        if not await self._notes.tell(words, parcels[0].id if len(parcels) == 1 else None):
            self._onlookers.tell(words)

    async def _learn_first_tries(self, parcels: Sequence[Parcel]) -> None:
        waiting = {each.id for each in parcels if each.state is ParcelState.WAITING and each.tries}
        self._first_tried = {
            number: moment for number, moment in self._first_tried.items() if number in waiting
        }
        for number in waiting - self._first_tried.keys():
            if attempts := await self._verbs.attempts(number):
                self._first_tried[number] = attempts[0].began

    def _wait_until(self, moment: datetime | None) -> None:
        self._waiting.stop()
        if moment is not None:
            left = min(moment - datetime.now(UTC), _LONGEST_SLEEP)
            self._waiting.start(max(0, round(left.total_seconds() * 1000)) + 1)

    def _gathered(self) -> None:
        calls.start(self.tell_now(), "desk: tell")

    def _look_again(self) -> None:
        calls.start(self._look(), "desk: look for late letters")

    async def _look(self) -> None:
        if self._closed:
            return
        await self.consider(await self._verbs.unsent())

    def _taking_turns(self) -> "Lock":
        from asyncio import Lock

        self._turn = self._turn or Lock()
        return self._turn


def _once(then: Callable[[], None]) -> QTimer:
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(then)
    return timer
