"""What is new in each release, read from CHANGELOG.md, as Debian wants it."""

import re
import textwrap
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

_HEADING = re.compile(r"^## (\S+)(?: \((\d{4}-\d\d-\d\d)\))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """One release. `date` is None where the heading gives none: it is the one being made now."""

    version: str
    date: datetime | None
    summary: str
    points: tuple[str, ...]


def releases(text: str) -> tuple[Release, ...]:
    """Return the releases, newest first, of headings such as `## 0.1.0` or `## 0.1.0 (2026-12-01)`."""
    parts = _HEADING.split(text)[1:]
    return tuple(
        _release(version, date, body)
        for version, date, body in zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    )


def debian_changelog(told: tuple[Release, ...], maintainer: str, now: datetime) -> str:
    """Return them in the form of deb-changelog(5). Debian Policy section 4.4."""
    return "\n".join(_debian_entry(each, maintainer, each.date or now) for each in told)


def _release(version: str, date: str | None, body: str) -> Release:
    summary, *points = re.split(r"^- ", body, flags=re.MULTILINE)
    when = datetime.fromisoformat(f"{date}T00:00+00:00") if date else None
    return Release(version, when, _flowing(summary), tuple(map(_flowing, points)))


def _flowing(text: str) -> str:
    """Return it on one line, without the marks that only a reader of the file needs."""
    return " ".join(text.replace("*", "").replace("`", "").split())


def _debian_entry(release: Release, maintainer: str, date: datetime) -> str:
    points = [release.summary, *release.points]
    lines = [textwrap.fill(each, 78, initial_indent="  * ", subsequent_indent="    ") for each in points]
    head = f"tegata ({release.version}) unstable; urgency=medium"
    return "\n\n".join([head, "\n".join(lines), f" -- {maintainer}  {format_datetime(date)}"]) + "\n"
