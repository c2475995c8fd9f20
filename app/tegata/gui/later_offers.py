"""Times to send a letter at that make sense at this moment. Pure: a time in, offers out."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tegata.store.departure import SendAt
from tegata.words.gettext import _
from tegata.words.times import weekday
from tegata.zones import zone

_MORNING = time(8)
_EVENING = time(18)
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """A time by the clocks of its zone, and what it is called."""

    words: str
    at: SendAt

    @property
    def time(self) -> str:
        """The time of day, `18:00`."""
        return self.at.wall.strftime("%H:%M")


def offers(now: datetime, zone_name: str) -> tuple[Offer, ...]:
    """Return what is worth offering at `now` (aware) to somebody in that zone, the soonest first."""
    there = zone(zone_name)
    wall = now.astimezone(there).replace(tzinfo=None)
    in_an_hour = (now + _HOUR + _MINUTE).astimezone(there).replace(tzinfo=None, second=0, microsecond=0)
    found = [(_("In an &hour"), in_an_hour)]
    found += [(words, when) for words, when in _today(wall) if when - wall > 2 * _HOUR]
    tomorrow = datetime.combine(wall.date() + _DAY, _MORNING)
    found.append((_("&Tomorrow morning"), tomorrow))
    monday = datetime.combine(wall.date() + _DAY * (7 - wall.weekday()), _MORNING)
    if monday != tomorrow:
        found.append((_("{weekday} mor&ning").format(weekday=weekday(monday)), monday))
    return tuple(Offer(words, SendAt(when, zone_name)) for words, when in found)


def _today(wall: datetime) -> tuple[tuple[str, datetime], ...]:
    return (
        (_("This &morning"), datetime.combine(wall.date(), _MORNING)),
        (_("This &evening"), datetime.combine(wall.date(), _EVENING)),
    )
