"""A wall-clock time in a zone, and the moment it stands for."""

from datetime import UTC, datetime

import pytest

from tegata.store.departure import SendAt


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ("2026-11-25 08:00", "Asia/Tokyo", "2026-11-24 23:00"),
        ("2026-03-29 08:00", "Europe/Berlin", "2026-03-29 06:00"),  # summer time since this night
        ("2026-10-25 08:00", "Europe/Berlin", "2026-10-25 07:00"),  # and no more
        ("2026-10-25 02:30", "Europe/Berlin", "2026-10-25 00:30"),  # shown twice: the first time
        ("2026-03-29 02:30", "Europe/Berlin", "2026-03-29 01:30"),  # skipped: half an hour after the skip
        ("2026-06-01 08:00", "-03:30", "2026-06-01 11:30"),
    ],
)
def test_the_clocks_on_the_walls_there_show_it(wall: str, zone: str, moment: str) -> None:
    at = SendAt(datetime.fromisoformat(wall), zone)
    assert at.moment() == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_a_zone_that_is_gone_stands_for_no_moment() -> None:
    assert SendAt(datetime.fromisoformat("2026-11-25 08:00"), "Mars/Olympus").moment() is None
