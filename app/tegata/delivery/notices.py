"""What a front end hears of a delivery, and what a verb gives back. Values only; words are made above."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from tegata.accounts.account import Server
from tegata.mail.flaw import Flaw
from tegata.protocols.outcome import Broken, Declined, Refused
from tegata.protocols.pop3_traces import Looked, NoTop
from tegata.relay.window import WindowStatus
from tegata.store.draft_kept import DraftKept as DraftKept  # noqa: PLC0414 - named here for those above
from tegata.store.draft_kept import DraftVersion as DraftVersion  # noqa: PLC0414
from tegata.store.draft_kept import LeftOpen as LeftOpen  # noqa: PLC0414
from tegata.store.trouble import StoreTrouble as StoreTrouble  # noqa: PLC0414 - named here for those above


class Stage(StrEnum):
    """Where a parcel on its way is. Log in and connect may both be under way (`Progress.stages`)."""

    LOGGING_IN = "logging-in"
    CONNECTING = "connecting"
    SENDING = "sending"
    ANSWER = "answer"  # after the last dot


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a parcel under way has got. `sent` and `total` are octets of the letter.

    `login_planned` is false where no POP login is needed, so that a stepper can leave that step out.
    """

    parcel_id: int
    stages: frozenset[Stage]
    sent: int = 0
    total: int = 0
    login_planned: bool = False


@dataclass(frozen=True, slots=True)
class ParcelChanged:
    """The parcel's row on disk is new or different, or it is gone."""

    parcel_id: int


@dataclass(frozen=True, slots=True)
class WindowChanged:
    """Ask `PostOffice.window(account)` again."""

    account: str


@dataclass(frozen=True, slots=True)
class AccountsChanged:
    """The accounts were saved: names, servers or switches may differ."""


@dataclass(frozen=True, slots=True)
class PasswordNeeded:
    """A parcel is held, or a login cannot start, until `PostOffice.password_given` has been called.

    `which` is the server's role; `refused` is set when the last one did not pass.
    """

    account: str
    which: "Role"
    refused: bool = False


class Role(StrEnum):
    """The server a password is for."""

    SUBMISSION = "submission"
    POP = "pop"


Change = ParcelChanged | Progress | WindowChanged | AccountsChanged | PasswordNeeded


@dataclass(frozen=True, slots=True)
class Queued:
    """The letter is safe on disk; only now may its compose window close."""

    parcel_id: int
    message_id: str


@dataclass(frozen=True, slots=True)
class Flawed:
    """The draft cannot be sealed; nothing was queued."""

    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class NotQueued:
    """The letter is not on disk; the compose window must stay. `detail` is the system's own word."""

    trouble: StoreTrouble
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A letter could not be written to the user's file. `detail` is the system's own word."""

    trouble: StoreTrouble
    detail: str = ""


SendResult = Queued | Flawed | NotQueued


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A POP login succeeded: the window it opened, and how many letters wait (STAT), left untouched."""

    window: WindowStatus
    letters_waiting: int | None


LoginResult = LoggedIn | Refused | Broken | Declined


@dataclass(frozen=True, slots=True)
class AuthWorks:
    """SMTP AUTH has passed at this server. Nothing was sent, and nothing is saved yet."""

    submission: Server


AuthTrial = AuthWorks | Refused | Broken | Declined


LookResult = Looked | NoTop | Refused | Broken | Declined
"""What the newest letters of the mailbox show of one that was perhaps delivered, or why nobody could look."""


class CheckStage(StrEnum):
    """The steps of Check, as a rule in this order. Some are left out where they do not apply."""

    NETWORK = "network"
    PORTAL = "portal"  # a sign-in page in between
    RESOLVE = "resolve"
    CONNECT = "connect"
    SECURE = "secure"
    OFFERS = "offers"
    BEFORE_LOGIN = "before-login"  # the recipient, asked for while nobody has proved who we are
    POP_LOGIN = "pop-login"
    AUTH = "auth"
    SENDER = "sender"
    RECIPIENT = "recipient"
    PORT = "port"  # another port of the server, looked at in passing


class CheckMark(StrEnum):
    """How a step ended."""

    GOOD = "good"
    NEUTRAL = "neutral"  # no, and nothing depends on it: such as a refusal before the login
    FAILED = "failed"
    NOT_TRIED = "not-tried"  # the way there is blocked


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One finished step of Check.

    `trouble` is what stands in the way of a letter, None where nothing does; `note` is an answer that does
    not. `without_trouble` is the mark where there is no trouble. `role` names the server; `facts` are for
    the words: host, port, address, domain (of the address), network (`own`, `other`), proves_relaying,
    window (`open`: a login of before may count), tls_version, certificate_until (ISO date), auth, seen_as,
    letters, minutes, seconds, online, portal, medium, after_login.
    """

    stage: CheckStage
    took: timedelta
    trouble: Refused | Broken | Declined | None = None
    facts: dict[str, str] = field(default_factory=dict)
    note: Refused | Broken | Declined | None = None
    without_trouble: CheckMark = CheckMark.GOOD
    role: Role = Role.SUBMISSION

    @property
    def mark(self) -> CheckMark:
        """How it ended."""
        return CheckMark.FAILED if self.trouble is not None else self.without_trouble


@dataclass(frozen=True, slots=True)
class NetworkNews:
    """What the system says of the network, where it says anything.

    `online` and `portal` (a sign-in page in between) are None where it does not know; `medium` is `wifi`,
    `ethernet`, `cellular`, or empty.
    """

    online: bool | None = None
    portal: bool | None = None
    medium: str = ""
