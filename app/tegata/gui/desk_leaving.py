"""When the last window has closed: stay while a letter is due, say so, and end when all is settled."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from tegata.gui.farewell_card import FarewellCard
from tegata.store.departure import UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState

_UNDER_WAY = {ParcelState.SENDING, ParcelState.COMMITTED}


class Ending(StrEnum):
    """What the desk may do now."""

    LEAVE = "leave"
    STAY = "stay"  # letters are due, or there is bad news that nobody has seen


class DeskLeaving:
    """Remembers which letters were under way when the last window closed; their end is worth a word."""

    def __init__(self, show_outbox: Callable[[], None], leave: Callable[[], None]) -> None:
        self._show_outbox = show_outbox
        self._leave = leave
        self._watched: set[int] = set()
        self._card: FarewellCard | None = None

    def consider(self, parcels: Sequence[Parcel]) -> Ending:
        """Judge the outbox while no window is open, and let the card say it."""
        due = [parcel for parcel in parcels if is_due(parcel, datetime.now(UTC))]
        self._watched |= {parcel.id for parcel in due}
        if due:
            self._the_card().say_sending(len(due))
            return Ending.STAY
        trouble = [parcel for parcel in parcels if parcel.id in self._watched and needs_a_word(parcel)]
        if trouble:
            self._the_card().say_trouble(len(trouble))
            return Ending.STAY
        self.come_back()
        return Ending.LEAVE

    def come_back(self) -> None:
        """A window is open again, or all is said: the card goes."""
        self._watched.clear()
        if self._card is not None:
            self._card.close()
            self._card.deleteLater()
            self._card = None

    def _the_card(self) -> FarewellCard:
        if self._card is None:
            self._card = FarewellCard()
            self._card.outbox_wanted.connect(self._show_outbox)
            self._card.dismissed.connect(self._leave)
        return self._card


def is_due(parcel: Parcel, now: datetime) -> bool:
    """Whether the letter is under way or would be at once; what leaves later can wait."""
    if parcel.state in _UNDER_WAY or (parcel.leaves_by_itself and isinstance(parcel.departure, UndoUntil)):
        return True
    return parcel.state is ParcelState.WAITING and (parcel.due is None or parcel.due <= now)


def needs_a_word(parcel: Parcel) -> bool:
    """Whether the user has to decide something, and does not know it yet."""
    if parcel.state is ParcelState.HELD:
        return parcel.hold not in {None, HoldReason.CANCELLED}
    return parcel.state in {ParcelState.FAILED, ParcelState.UNCERTAIN}
