"""Moments as the outbox and its cards write them: as near to speech as a time can be."""

from datetime import datetime

from tegata.words.gettext import _


def clock(moment: datetime, now: datetime) -> str:
    """Return the time of day where the user is (the zone of `now`), such as 8:05."""
    local = moment.astimezone(now.tzinfo)
    return f"{local.hour}:{local.minute:02}"


def day_and_clock(moment: datetime, now: datetime) -> str:
    """Return when, seen from `now`: the bare time for today, else with its day."""
    local = moment.astimezone(now.tzinfo)
    time = clock(moment, now)
    match (local.date() - now.date()).days:
        case 0:
            return time
        case 1:
            return _("tomorrow at {time}").format(time=time)
        case -1:
            return _("yesterday {time}").format(time=time)
        case _other:
            return _("{year}-{month:02}-{day:02} {time}").format(
                year=local.year, month=local.month, day=local.day, time=time
            )
