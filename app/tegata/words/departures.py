"""When a letter leaves by itself, in words, with the zone its time is in."""

from datetime import datetime

from tegata.store.departure import SendAt
from tegata.words.gettext import _
from tegata.words.times import clock_time, due
from tegata.zones import zone


def leaves(at: SendAt, moment: datetime, now: datetime) -> str:
    """Return "Leaves tomorrow at 08:00", by the clocks of its own zone."""
    return _("Leaves {when}").format(when=due(moment, now, zone(at.zone)))


def zone_line(at: SendAt, moment: datetime) -> str:
    """Return whose clocks are meant, and what ours will show then if that is something else."""
    there, here = clock_time(moment, zone(at.zone)), clock_time(moment)
    named = zone_words(at.zone)
    return named if there == here else _("{zone}; {time} here").format(zone=named, time=here)


def zone_words(name: str) -> str:
    """Return a zone as people call it: "Tokyo time"."""
    known = {"Asia/Tokyo": _("Tokyo time"), "UTC": "UTC", "Etc/UTC": "UTC"}
    if name in known:
        return known[name]
    if name[:1] in {"+", "-"}:
        return f"UTC{name}"
    city = name.rpartition("/")[2].replace("_", " ")
    return _("{city} time").format(city=city)


def was_to_leave(at: SendAt) -> str:
    """Return the time that a letter was to leave at, with its date and zone."""
    stamp = at.wall.strftime("%Y-%m-%d %H:%M")
    return _("{time}, {zone}").format(time=stamp, zone=zone_words(at.zone))
