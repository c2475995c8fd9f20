from datetime import UTC, datetime, timedelta

import pytest

from tegata.words.times import clock_seconds, clock_time, countdown, moment, size, size_of, spoken

NOON = datetime(2026, 5, 4, 12, 0, 5, tzinfo=UTC)


def test_times_of_day_are_local() -> None:
    local = NOON.astimezone()
    assert clock_time(NOON) == local.strftime("%H:%M")
    assert clock_seconds(NOON) == local.strftime("%H:%M:%S")


def test_another_day_shows_its_date() -> None:
    later = NOON + timedelta(days=3)
    assert moment(NOON, NOON) == clock_time(NOON)
    assert moment(later, NOON) == f"{later.astimezone():%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(600, "10:00"), (599.1, "10:00"), (581, "9:41"), (59, "0:59"), (0.2, "0:01"), (0, "0:00"), (-5, "0:00")],
)
def test_a_started_second_counts(seconds: float, shown: str) -> None:
    assert countdown(timedelta(seconds=seconds)) == shown


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (581, "9 minutes 41 seconds"),
        (61, "1 minute 1 second"),
        (60, "1 minute 0 seconds"),
        (0.5, "1 second"),
        (-1, "0 seconds"),
    ],
)
def test_a_span_spoken(seconds: float, said: str) -> None:
    assert spoken(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 KB"),
        (84_200, "84 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (6_300_000, "6.3 MB"),
    ],
)
def test_sizes(octets: int, shown: str) -> None:
    assert size(octets) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (2_100_000, 6_300_000, "2.1 of 6.3 MB"),
        (84_000, 6_300_000, "0.1 of 6.3 MB"),
        (20_000, 84_000, "20 of 84 KB"),
        (20, 640, "20 of 640 B"),
    ],
)
def test_a_part_is_shown_in_the_unit_of_the_whole(part: int, whole: int, shown: str) -> None:
    assert size_of(part, whole) == shown
