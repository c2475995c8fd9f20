"""The authentication window: how long a POP login lets this network relay, as far as we can know."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address


class WindowState(StrEnum):
    """What the user is shown about the window. "Logging in" is the courier's doing, shown over these."""

    NOT_NEEDED = "not-needed"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    OPEN = "open"
    ENDING = "ending"
    EXPIRED = "expired"
    VOID = "void"


class NotNeeded(StrEnum):
    """Why no login is needed."""

    SWITCHED_OFF = "switched-off"  # the toggle is off
    SMTP_AUTH = "smtp-auth"  # SMTP AUTH proves who we are; it wins over the toggle
    OWN_NETWORK = "own-network"  # this network has relayed for us before without a login


class Void(StrEnum):
    """Why an open window does not count any more."""

    MOVED = "moved"  # the address we leave from has changed
    READDRESSED = "readdressed"  # the same, on the same IPv6 network: the former one is not valid any more
    SLEPT = "slept"  # the window ran out while this computer slept


@dataclass(frozen=True, slots=True)
class SeenFrom:
    """Where a login came from: our address, its family (4 or 6), and the address the server says it saw.

    `gateway` and `gateway_hardware` are the next router's addresses: many homes hand out 192.168.1.7, but
    hardly two have the same router. None of the three is known always, and what is not known proves nothing.
    """

    local_address: str
    family: int
    server_sees: str | None = None
    gateway: str | None = None
    gateway_hardware: str | None = None

    def same_prefix(self, other: "SeenFrom") -> bool:
        """Whether both are IPv6 addresses of one /64, as those that one computer makes itself are."""
        if (self.family, other.family) != (6, 6):
            return False
        ours, theirs = (int(IPv6Address(each.local_address)) >> 64 for each in (self, other))
        return ours == theirs

    def same_network(self, other: "SeenFrom") -> bool:
        """Whether a window opened from `other` still counts here, as far as both were seen."""
        if (self.local_address, self.family) != (other.local_address, other.family):
            return False
        seen = (
            (self.server_sees, other.server_sees),
            (self.gateway, other.gateway),
            (self.gateway_hardware, other.gateway_hardware),
        )
        return all(ours is None or theirs is None or ours == theirs for ours, theirs in seen)


@dataclass(frozen=True, slots=True)
class AuthenticationWindow:
    """A window that one successful POP login opened.

    `opened_at` is the time PASS was sent, on the clock that counts sleep (`Clock.now`): the server's own
    clock cannot have started earlier. `opened_wall` is the same moment for people. `boot_id` names the boot
    that `opened_at` belongs to: after another boot nothing is known. `asleep_at_opening` is `Clock.asleep`
    at that moment, so that a window that ran out in sleep can be told from one that just ended.
    `server_address` is where the login went, so that the way there can be asked for without a name lookup.
    """

    opened_at: timedelta
    opened_wall: datetime
    good_for: timedelta
    seen_from: SeenFrom
    boot_id: str
    asleep_at_opening: timedelta = timedelta(0)
    server_address: str | None = None

    def remaining(self, now: timedelta) -> timedelta:
        """Return what is left at `now`, never below zero."""
        return max(timedelta(0), self.opened_at + self.good_for - now)


@dataclass(frozen=True, slots=True)
class WindowStatus:
    """Where the user stands. `remaining` is set while open or ending, `ends_wall` also once expired.

    `letters_waiting` is what STAT said at the last login. `logging_in` lies over every state.
    """

    state: WindowState
    why: NotNeeded | Void | None = None
    window: AuthenticationWindow | None = None
    remaining: timedelta | None = None
    ends_wall: datetime | None = None
    letters_waiting: int | None = None
    logging_in: bool = False
