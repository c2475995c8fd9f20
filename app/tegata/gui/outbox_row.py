"""A row of the outbox as a value: what it says, what it offers, in which colour family."""

from dataclasses import dataclass, field
from enum import StrEnum

from tegata.gui.badge import Family


class Section(StrEnum):
    """The three parts of the outbox, in order."""

    NEEDS_YOU = "needs-you"
    ON_ITS_WAY = "on-its-way"
    SENT = "sent"

    @property
    def rank(self) -> int:
        """How far down the list the section stands."""
        return _RANKS[self]


_RANKS = {section: rank for rank, section in enumerate(Section)}


class Deed(StrEnum):
    """What a row's buttons can do."""

    LOOK = "look"
    WHY = "why"
    IT_ARRIVED = "it-arrived"
    SEND_AGAIN = "send-again"
    SEND_TO_OTHERS = "send-to-others"
    CORRECT_ADDRESS = "correct-address"
    EDIT = "edit"
    TRY_NOW = "try-now"
    LOG_IN_AND_TRY = "log-in-and-try"
    SEND_NOW = "send-now"
    SEND_AFTER_ALL = "send-after-all"  # one that waits for a word: there it is the strongest
    UNDO = "undo"
    CHANGE_TIME = "change-time"
    CANCEL = "cancel"
    HOLD = "hold"
    ENTER_PASSWORD = "enter-password"  # noqa: S105 - the name of a deed
    OPEN_SETTINGS = "open-settings"
    SWITCH_TO_AUTH = "switch-to-auth"
    WITHDRAW = "withdraw"
    USE_AGAIN = "use-again"
    SAVE_AS = "save-as"
    HAND_OVER = "hand-over"
    TRANSCRIPT = "transcript"


QUIET = frozenset(
    {
        Deed.LOOK,
        Deed.WHY,
        Deed.SEND_NOW,
        Deed.EDIT,
        Deed.HOLD,
        Deed.WITHDRAW,
        Deed.USE_AGAIN,
        Deed.SAVE_AS,
        Deed.HAND_OVER,
        Deed.TRANSCRIPT,
    }
)
"""Deeds that are a link rather than an outlined button."""


@dataclass(frozen=True, slots=True)
class Row:
    """One parcel in the list. `fact` is bold, `then` says what happens next.

    `deeds` are always visible, the strongest last; `more` appear on the current row. `bar` is the part of an
    upload that has left, 0 to 1; `seconds`, `out_of` so many, are counted down in the badge's place. The rows
    of a section are sorted by `order`.
    """

    parcel_id: int
    section: Section
    subject: str
    who: str
    icon: str = "clock"
    family: Family = Family.NEUTRAL
    fact: str = ""
    then: str = ""
    server: str = ""
    deeds: tuple[Deed, ...] = ()
    more: tuple[Deed, ...] = ()
    bar: float | None = None
    seconds: int | None = None
    out_of: int = 0
    at: str = ""
    account: str = ""
    order: float = field(default=0.0, compare=False)

    @property
    def place(self) -> tuple[int, float, int]:
        """What rows are sorted by; where all else is equal, the letter that was queued first stands first."""
        return self.section.rank, self.order, self.parcel_id

    @property
    def needs_you(self) -> bool:
        """Whether the row waits for the user's word."""
        return self.section is Section.NEEDS_YOU

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = (self.subject, self.who, self.fact, self.then, self.at)
        return ". ".join(part.strip(".。· ") for part in parts if part)
