from datetime import UTC, datetime
from pathlib import Path

from linux.changes import Release, debian_changelog, releases
from tegata import __version__

TOP = Path(__file__).parent.parent.parent.parent
NOW = datetime(2026, 12, 24, 8, 0, tzinfo=UTC)
TEXT = """\
# What is new

## 0.2.0

The second one.

- *Send later*, at any time,
  by the clocks of a zone.
- `tegata check`.

## 0.1.0 (2026-12-01)

The first one.

- A window.
"""


def test_releases_are_read_with_their_points_and_dates() -> None:
    second, first = releases(TEXT)
    assert second == Release(
        "0.2.0",
        None,
        "The second one.",
        ("Send later, at any time, by the clocks of a zone.", "tegata check."),
    )
    assert first.date == datetime(2026, 12, 1, tzinfo=UTC)


def test_debian_reads_them_in_its_own_form() -> None:
    told = debian_changelog(releases(TEXT), "Anna <anna@provider-a.example>", NOW)
    assert told.splitlines()[:6] == [
        "tegata (0.2.0) unstable; urgency=medium",
        "",
        "  * The second one.",
        "  * Send later, at any time, by the clocks of a zone.",
        "  * tegata check.",
        "",
    ]
    assert " -- Anna <anna@provider-a.example>  Thu, 24 Dec 2026 08:00:00 +0000\n" in told
    assert " -- Anna <anna@provider-a.example>  Tue, 01 Dec 2026 00:00:00 +0000\n" in told


def test_the_changelog_begins_with_the_version_there_is() -> None:
    newest, *older = releases((TOP / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert newest.version == __version__
    assert newest.summary
    assert newest.points
    assert all(each.date for each in older)
