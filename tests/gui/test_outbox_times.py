"""Moments in the outbox."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tegata.gui.outbox_times import clock, day_and_clock

TOKYO = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 24, 14, 22, tzinfo=TOKYO)


def test_a_time_is_read_where_the_user_is() -> None:
    assert clock(datetime(2026, 11, 24, 0, 5, tzinfo=UTC), NOW) == "9:05"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW + timedelta(minutes=23), "14:45"),
        (datetime(2026, 11, 25, 8, 0, tzinfo=TOKYO), "tomorrow at 8:00"),
        (datetime(2026, 11, 23, 18, 20, tzinfo=TOKYO), "yesterday 18:20"),
        (datetime(2026, 9, 3, 8, 0, tzinfo=TOKYO), "2026-09-03 8:00"),
        (datetime(2026, 11, 23, 15, 30, tzinfo=UTC), "0:30"),  # still today in Tokyo
    ],
)
def test_the_day_is_named_unless_it_is_today(moment: datetime, words: str) -> None:
    assert day_and_clock(moment, NOW) == words
