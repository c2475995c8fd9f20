"""Time zones by name. Where the system tells no name, the offset of today is the name: `+09:00`."""

import os
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

_LOCALTIME = Path("/etc/localtime")
_NAME_FILE = Path("/etc/timezone")


def zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA name or a fixed offset; None for one that this computer does not know."""
    if fixed := re.fullmatch(r"([+-])(\d\d):(\d\d)", name):
        span = timedelta(hours=int(fixed[2]), minutes=int(fixed[3]))
        return timezone(-span if fixed[1] == "-" else span) if span < timedelta(days=1) else None
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # at first use: the window is painted before

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a KeyError is a name that is nowhere
        return None


def local_zone() -> str:
    """Return the name of the zone that this computer is in now."""
    candidates = (os.environ.get("TZ", "").removeprefix(":"), _linked_name(), _written_name())
    return next((name for name in candidates if name and zone(name) is not None), _offset())


def _linked_name() -> str:
    try:
        target = str(_LOCALTIME.resolve(strict=True))
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")


def _written_name() -> str:
    try:
        return _NAME_FILE.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _offset() -> str:
    text = datetime.now().astimezone().strftime("%z")
    return f"{text[:3]}:{text[3:5]}"
