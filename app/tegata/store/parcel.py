"""A letter in the outbox, and the states it can be in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tegata.protocols.outcome import Outcome
from tegata.relay.circumstances import Circumstances
from tegata.store.departure import Departure


class ParcelState(StrEnum):
    """The states of `TRANSITIONS`. They are on disk: renaming one is a migration."""

    HELD = "held"
    WAITING = "waiting"
    SENDING = "sending"
    COMMITTED = "committed"  # the letter's last octet may have left
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"  # perhaps delivered
    WITHDRAWN = "withdrawn"


_S = ParcelState

UNSENT = frozenset(ParcelState) - {_S.SENT, _S.WITHDRAWN}

TRANSITIONS: dict[ParcelState, frozenset[ParcelState]] = {
    _S.HELD: frozenset({_S.WAITING, _S.HELD, _S.WITHDRAWN}),  # HELD: until another time
    _S.WAITING: frozenset({_S.WAITING, _S.SENDING, _S.HELD, _S.WITHDRAWN}),  # WAITING: made due anew
    _S.SENDING: frozenset({_S.COMMITTED, _S.WAITING, _S.HELD, _S.FAILED}),
    # SENDING: refused, and tried once more in the same attempt.
    _S.COMMITTED: frozenset({_S.SENT, _S.SENDING, _S.WAITING, _S.HELD, _S.FAILED, _S.UNCERTAIN}),
    _S.FAILED: frozenset({_S.WAITING, _S.WITHDRAWN}),
    _S.UNCERTAIN: frozenset({_S.WAITING, _S.SENT, _S.WITHDRAWN}),
    _S.SENT: frozenset(),
    _S.WITHDRAWN: frozenset(),
}

RECOVERY: dict[ParcelState, ParcelState] = {_S.SENDING: _S.WAITING, _S.COMMITTED: _S.UNCERTAIN}
"""What a state found at start becomes: the process that held it is gone.

A letter inside its undo seconds stays held, for UNDO_CUT_SHORT: it is not sent behind anybody's back.
"""


class HoldReason(StrEnum):
    """Why a parcel is held: something that only the user can settle."""

    PASSWORD_NEEDED = "password-needed"  # noqa: S105
    PASSWORD_REFUSED = "password-refused"  # noqa: S105
    SOME_REFUSED = "some-refused"  # some recipients were refused: send to the others?
    SETTINGS = "settings"  # the account is gone, or its settings cannot be carried out
    CANCELLED = "cancelled"  # the user stopped it
    TOO_OLD = "too-old"  # tried for five days
    UNDO_CUT_SHORT = "undo-cut-short"  # the process ended inside the undo seconds
    MISSED = "missed"  # its time passed while nobody could send it
    FAULT = "fault"  # Tegata itself stumbled; the log says where
    UNKNOWN = "unknown"  # on no disk: what a newer Tegata has written cannot be read (`parcel_reading`)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a parcel stands from a change on: its state, the reason if held, and when it is due (aware).

    Held without a reason, it leaves by itself as `departure` says; `due` is when that was reckoned to be.
    """

    state: ParcelState
    hold: HoldReason | None = None
    due: datetime | None = None
    departure: Departure | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient and how the last attempt ended for it; None while not tried.

    `circumstances` are those of that attempt, where they have been kept.
    """

    address: str
    outcome: Outcome | None = None
    circumstances: Circumstances | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: when, the steps taken (machine words such as `pop-login`), and the redacted transcript.

    Its `circumstances` are kept with the recipients it failed for; read back, an attempt has none.
    """

    number: int
    began: datetime
    ended: datetime
    steps: tuple[str, ...]
    transcript: str
    circumstances: Circumstances | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter in the outbox. Times are aware UTC; `size` is the spool file's, in octets.

    `checksum` is that file's SHA-256, None for a letter from before there were any.
    """

    id: int
    account: str
    message_id: str
    subject: str
    sender: str
    recipients: tuple[Recipient, ...]
    smtputf8: bool
    size: int
    state: ParcelState
    queued_at: datetime
    changed_at: datetime
    due: datetime | None = None
    hold: HoldReason | None = None
    tries: int = 0
    departure: Departure | None = None
    checksum: str | None = None

    @property
    def leaves_by_itself(self) -> bool:
        """Whether it is held for its undo seconds or until its time, and by no question."""
        return self.state is ParcelState.HELD and self.hold is None and self.departure is not None
