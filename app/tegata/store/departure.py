"""When a letter that is held leaves by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tegata.zones import zone


@dataclass(frozen=True, slots=True)
class UndoUntil:
    """At `until` on `Clock.now`, unless it is undone; only the process named `process` may let it go.

    That clock cannot be set, and counts sleep. `span` is how long the wait was to be.
    """

    process: str
    until: timedelta
    span: timedelta


@dataclass(frozen=True, slots=True)
class SendAt:
    """When the clocks on the walls of `zone` (a name of `tegata.zones`) show `wall`, which is naive.

    Where they show it twice, the first time; where they skip it, as long after the skip as it was meant to
    be after its beginning: never early.
    """

    wall: datetime
    zone: str

    def moment(self) -> datetime | None:
        """Return that moment in UTC, by the rules that this computer knows now; None without any."""
        there = zone(self.zone)
        return None if there is None else self.wall.replace(tzinfo=there, fold=0).astimezone(UTC)


Departure = UndoUntil | SendAt
