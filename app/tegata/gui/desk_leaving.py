"""When the last window closes: finish what is on its way, ask of what leaves later, end when all is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tegata.delivery.tidings import needs_a_word
from tegata.gui import calls
from tegata.gui.answer import answer, let_go
from tegata.gui.farewell_card import FarewellCard
from tegata.gui.leaving_question import LeavingQuestion, next_to_leave
from tegata.gui.tray import Tray
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import Parcel, ParcelState
from tegata.words.tidings import need_a_word, not_left_yet

if TYPE_CHECKING:
    from tegata.profile import Preferences

_UNDER_WAY = {ParcelState.SENDING, ParcelState.COMMITTED}


class Ending(StrEnum):
    """What the desk may do now."""

    LEAVE = "leave"
    STAY = "stay"  # letters are due, or kept waiting for, or there is bad news that nobody has seen


@dataclass(frozen=True, slots=True)
class Ways:
    """Where leaving leads. `look_again` has the desk consider the outbox anew.

    `lasts`: the profile outlives the program, so that there is a next start.
    """

    show_outbox: Callable[[], None]
    new_letter: Callable[[], object]
    leave: Callable[[], None]
    look_again: Callable[[], None]
    preferences: "Callable[[], Preferences]"
    prefer: "Callable[[Preferences], None]"
    lasts: bool = True


class DeskLeaving:
    """Remembers what was wished for, and which letters were under way: their end is worth a word."""

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._watched: set[int] = set()
        self._answer: str | None = None
        self._question: LeavingQuestion | None = None
        self._card: FarewellCard | None = None
        self._put_away = False
        self._tray = Tray()
        self._tray.new_letter.connect(ways.new_letter)
        self._tray.outbox.connect(ways.show_outbox)
        self._tray.quit.connect(self._quit)

    @property
    def tray(self) -> Tray:
        """The icon in the tray, which is out of sight most of the time."""
        return self._tray

    def speaks(self) -> bool:
        """Whether the card is there, and says how things stand."""
        return self._card is not None and self._card.isVisible()

    def holds_back(self, window: QWidget, parcels: Sequence[Parcel]) -> bool:
        """Whether the last window must not close yet, because it is asked what becomes of `parcels`."""
        if self._question is not None:
            return True
        waiting = [parcel for parcel in parcels if leaves_later(parcel, datetime.now(UTC))]
        if not waiting or self._wish() != "ask":
            return False
        self._question = LeavingQuestion(waiting, datetime.now(UTC), window)
        calls.start(self._ask(self._question, window), "desk: ask what becomes of letters")
        return True

    def take_in(self, parcels: Sequence[Parcel]) -> None:
        """Answer the question, where it stands, once there is nothing left to ask about."""
        now = datetime.now(UTC)
        if self._question is not None and not any(leaves_later(parcel, now) for parcel in parcels):
            self._question.accept()

    def consider(self, parcels: Sequence[Parcel]) -> Ending:
        """Judge the outbox while no window is open, and let the card or the tray say it."""
        now = datetime.now(UTC)
        due = [parcel for parcel in parcels if is_due(parcel, now)]
        waiting = (
            [parcel for parcel in parcels if leaves_later(parcel, now)] if self._wish() != "quit" else []
        )
        trouble = [parcel for parcel in parcels if parcel.id in self._watched and needs_a_word(parcel)]
        self._watched |= {parcel.id for parcel in (*due, *waiting)}
        if due:
            self._say_sending(len(due))
        elif trouble:
            self._say_trouble(len(trouble))
        elif waiting:
            self._say_waiting(waiting, now)
        else:
            self.come_back()
            return Ending.LEAVE
        return Ending.STAY

    def come_back(self) -> None:
        """A window is open again, or all is said: card and tray icon go, and next time it is asked anew."""
        self._watched.clear()
        self._answer = None
        self._put_away = False
        self._tray.leave()
        if self._card is not None:
            self._card.close()
            self._card.deleteLater()
            self._card = None

    def _wish(self) -> str:
        """Return "stay", "quit", or "ask" as long as nobody has said either."""
        if not self._ways.lasts:
            return "quit"
        return self._answer or self._ways.preferences().on_leaving

    async def _ask(self, question: LeavingQuestion, window: QWidget) -> None:
        try:
            chosen = await answer(question)
        finally:
            self._question = None
            let_go(question)
        if not chosen:
            return
        self._answer = question.choice
        if question.remember.isChecked():
            self._ways.prefer(replace(self._ways.preferences(), on_leaving=question.choice))
        window.close()

    def _say_sending(self, letters: int) -> None:
        self._put_away = False
        if self._in_the_tray():
            self._tray.stand(not_left_yet(letters))
        else:
            self._the_card().say_sending(letters)

    def _say_trouble(self, letters: int) -> None:
        self._put_away = False
        if self._in_the_tray():
            self._tray.stand(need_a_word(letters))
        else:
            self._the_card().say_trouble(letters)

    def _say_waiting(self, parcels: Sequence[Parcel], now: datetime) -> None:
        if self._in_the_tray():
            self._tray.stand(not_left_yet(len(parcels)))
        elif not self._put_away:
            asked = self._wish() == "stay"
            self._the_card().say_waiting(len(parcels), next_to_leave(parcels, now), asked=asked)

    def _in_the_tray(self) -> bool:
        """Whether the icon in the tray is all that is shown; what is still asked for stands on the card."""
        there = self._wish() == "stay" and Tray.is_there()
        if there and self._card is not None:
            self._card.hide()
        return there

    def _stay(self) -> None:
        self._answer = "stay"
        self._put_away = True
        self._the_card().hide()
        self._ways.look_again()

    def _quit(self) -> None:
        """End as soon as nothing is on its way; what needs a word is there at the next start."""
        self._answer = "quit"
        self._watched.clear()
        self._tray.leave()
        self._ways.look_again()

    def _the_card(self) -> FarewellCard:
        if self._card is None:
            self._card = FarewellCard()
            self._card.outbox_wanted.connect(self._ways.show_outbox)
            self._card.dismissed.connect(self._ways.leave)
            self._card.stay_wanted.connect(self._stay)
            self._card.quit_wanted.connect(self._quit)
        return self._card


def is_due(parcel: Parcel, now: datetime) -> bool:
    """Whether the letter is under way or would be at once; what leaves later can wait."""
    if parcel.state in _UNDER_WAY or (parcel.leaves_by_itself and isinstance(parcel.departure, UndoUntil)):
        return True
    return parcel.state is ParcelState.WAITING and (parcel.due is None or parcel.due <= now)


def leaves_later(parcel: Parcel, now: datetime) -> bool:
    """Whether the letter leaves by itself, at its time or with the next try, but not now."""
    if parcel.leaves_by_itself:
        return isinstance(parcel.departure, SendAt)
    return parcel.state is ParcelState.WAITING and not is_due(parcel, now)
