"""Times, spans and sizes as people read them."""

from datetime import datetime, timedelta, tzinfo

from tegata.words.gettext import _, ngettext

_WEEK = 7


def clock_time(moment: datetime, there: tzinfo | None = None) -> str:
    """Return the time of day, `14:32`, there or here."""
    return moment.astimezone(there).strftime("%H:%M")


def clock_seconds(moment: datetime) -> str:
    """Return the local time of day with seconds, `14:22:48`."""
    return moment.astimezone().strftime("%H:%M:%S")


def moment(when: datetime, now: datetime) -> str:
    """Return a past moment as a stamp: `14:32` for today, else with its day."""
    time = clock_time(when)
    match _days_from(now, when):
        case 0:
            return time
        case -1:
            return _("yesterday {time}").format(time=time)
        case _other:
            return _("{date} {time}").format(date=_date(when), time=time)


def due(when: datetime, now: datetime, there: tzinfo | None = None) -> str:
    """Return a moment to come as a sentence takes it: "at 14:32", "tomorrow at 08:00", there or here."""
    time = clock_time(when, there)
    match _days_from(now, when, there):
        case 0:
            return _("at {time}").format(time=time)
        case 1:
            return _("tomorrow at {time}").format(time=time)
        case days if 0 < days < _WEEK:
            return _("on {weekday} at {time}").format(weekday=weekday(when.astimezone(there)), time=time)
        case _other:
            return _("on {date} at {time}").format(date=_date(when, there), time=time)


def weekday(when: datetime) -> str:
    """Return the name of the day, by the date that `when` has in its own zone."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[when.weekday()]


def time_of_day(since_midnight: timedelta) -> str:
    """Return a time of day as an axis writes it: `00:00`, `14:15`, `24:00`."""
    minutes = since_midnight // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def countdown(span: timedelta) -> str:
    """Return `m:ss`; a started second counts, so that 0:00 means over."""
    seconds = max(0, -(-span // timedelta(seconds=1)))
    return f"{seconds // 60}:{seconds % 60:02}"


def standstill(span: timedelta) -> str:
    """Return what is said of an upload of which nothing has left for so long."""
    return _("nothing has left for {time}").format(time=countdown(span))


def in_minutes(span: timedelta) -> str:
    """Return a span in minutes and their decimals, "10 minutes", "7.5 minutes"."""
    n = span / timedelta(minutes=1)
    return ngettext("{n} minute", "{n} minutes", round(n)).format(n=f"{n:g}")


def spoken(span: timedelta) -> str:
    """Return a span in words for a screen reader, "9 minutes 41 seconds"."""
    seconds = max(0, -(-span // timedelta(seconds=1)))
    minutes, seconds = divmod(seconds, 60)
    minute_words = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    second_words = ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    if not minutes:
        return second_words
    if not seconds:
        return minute_words
    return _("{minutes} {seconds}").format(minutes=minute_words, seconds=second_words)


def duration(took: timedelta) -> str:
    """Return how long something took: `41 ms`, `10 s`."""
    milliseconds = round(took / timedelta(milliseconds=1))
    if milliseconds < 1000:
        return _("{n} ms").format(n=milliseconds)
    return _("{n} s").format(n=f"{milliseconds / 1000:.1f}".removesuffix(".0"))


def size(octets: int) -> str:
    """Return a size in the unit that suits it, decimal as in file managers: `640 B`, `84 KB`, `6.3 MB`."""
    if octets < 1000:
        return f"{octets} B"
    if octets < 999_500:
        return f"{octets / 1000:.0f} KB"
    if octets < 999_950_000:
        return f"{octets / 1_000_000:.1f} MB"
    return f"{octets / 1_000_000_000:.1f} GB"


def size_of(part: int, whole: int) -> str:
    """Return `2.1 of 6.3 MB`, both in the unit of the whole."""
    if whole < 1000:
        return _("{part} of {whole}").format(part=part, whole=size(whole))
    if whole < 999_500:
        return _("{part} of {whole}").format(part=f"{part / 1000:.0f}", whole=size(whole))
    if whole < 999_950_000:
        return _("{part} of {whole}").format(part=f"{part / 1_000_000:.1f}", whole=size(whole))
    return _("{part} of {whole}").format(part=f"{part / 1_000_000_000:.1f}", whole=size(whole))


def _days_from(now: datetime, when: datetime, there: tzinfo | None = None) -> int:
    return (when.astimezone(there).date() - now.astimezone(there).date()).days


def _date(when: datetime, there: tzinfo | None = None) -> str:
    return when.astimezone(there).strftime("%Y-%m-%d")
