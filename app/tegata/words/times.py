"""Times, spans and sizes as people read them."""

from datetime import datetime, timedelta

from tegata.words.gettext import _, ngettext


def clock_time(moment: datetime) -> str:
    """Return the local time of day, `14:32`."""
    return moment.astimezone().strftime("%H:%M")


def clock_seconds(moment: datetime) -> str:
    """Return the local time of day with seconds, `14:22:48`."""
    return moment.astimezone().strftime("%H:%M:%S")


def moment(when: datetime, now: datetime) -> str:
    """Return `14:32` for today, else the date with it."""
    local = when.astimezone()
    if local.date() == now.astimezone().date():
        return clock_time(when)
    return _("{date} {time}").format(date=local.strftime("%Y-%m-%d"), time=clock_time(when))


def countdown(span: timedelta) -> str:
    """Return `m:ss`; a started second counts, so that 0:00 means over."""
    seconds = max(0, -(-span // timedelta(seconds=1)))
    return f"{seconds // 60}:{seconds % 60:02}"


def spoken(span: timedelta) -> str:
    """Return a span in words for a screen reader, "9 minutes 41 seconds"."""
    seconds = max(0, -(-span // timedelta(seconds=1)))
    minutes, seconds = divmod(seconds, 60)
    minute_words = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    second_words = ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    if not minutes:
        return second_words
    return _("{minutes} {seconds}").format(minutes=minute_words, seconds=second_words)


def size(octets: int) -> str:
    """Return a size in the unit that suits it, decimal as in file managers: `640 B`, `84 KB`, `6.3 MB`."""
    if octets < 1000:
        return f"{octets} B"
    if octets < 999_500:
        return f"{octets / 1000:.0f} KB"
    return f"{octets / 1_000_000:.1f} MB"


def size_of(part: int, whole: int) -> str:
    """Return `2.1 of 6.3 MB`, both in the unit of the whole."""
    if whole < 1000:
        return _("{part} of {whole}").format(part=part, whole=size(whole))
    if whole < 999_500:
        return _("{part} of {whole}").format(part=f"{part / 1000:.0f}", whole=size(whole))
    return _("{part} of {whole}").format(part=f"{part / 1_000_000:.1f}", whole=size(whole))
