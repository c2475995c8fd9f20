from datetime import UTC, datetime, timedelta, timezone

import pytest

from tegata.words.times import (
    clock_seconds,
    clock_time,
    countdown,
    due,
    duration,
    in_minutes,
    moment,
    size,
    size_of,
    spoken,
    standstill,
    time_of_day,
    weekday,
)

NOON = datetime(2026, 5, 4, 12, 0, 5, tzinfo=UTC)


def test_times_of_day_are_local() -> None:
    local = NOON.astimezone()
    assert clock_time(NOON) == local.strftime("%H:%M")
    assert clock_seconds(NOON) == local.strftime("%H:%M:%S")


def test_a_stamp_of_another_day_names_it() -> None:
    early, day = NOON.astimezone().replace(hour=8), timedelta(days=1)
    assert moment(early, NOON) == "08:00"
    assert moment(early - day, NOON) == "yesterday 08:00"
    assert moment(early - 3 * day, NOON) == "2026-05-01 08:00"


def test_a_moment_to_come_fits_into_a_sentence() -> None:
    early, day = NOON.astimezone().replace(hour=8), timedelta(days=1)
    assert due(early, NOON) == "at 08:00"
    assert due(early + day, NOON) == "tomorrow at 08:00"
    assert due(early + 6 * day, NOON) == "on Sunday at 08:00"
    assert due(early + 7 * day, NOON) == "on 2026-05-11 at 08:00"
    assert due(early - day, NOON) == "on 2026-05-03 at 08:00"


def test_a_time_of_day_has_two_digits_and_ends_at_24() -> None:
    assert [time_of_day(timedelta(minutes=n)) for n in (0, 483, 1440)] == ["00:00", "08:03", "24:00"]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(600, "10:00"), (599.1, "10:00"), (581, "9:41"), (59, "0:59"), (0.2, "0:01"), (0, "0:00"), (-5, "0:00")],
)
def test_a_started_second_counts(seconds: float, shown: str) -> None:
    assert countdown(timedelta(seconds=seconds)) == shown


def test_a_standstill_says_for_how_long() -> None:
    assert standstill(timedelta(seconds=75)) == "nothing has left for 1:15"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (581, "9 minutes 41 seconds"),
        (61, "1 minute 1 second"),
        (60, "1 minute"),
        (600, "10 minutes"),
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
        (999_949_999, "999.9 MB"),
        (999_950_000, "1.0 GB"),
        (35_000_000_000, "35.0 GB"),
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
        (500_000_000, 2_000_000_000, "0.5 of 2.0 GB"),
    ],
)
def test_a_part_is_shown_in_the_unit_of_the_whole(part: int, whole: int, shown: str) -> None:
    assert size_of(part, whole) == shown


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=7, seconds=30), "7.5 minutes"),
        (timedelta(hours=1), "60 minutes"),
    ],
)
def test_a_span_in_minutes(span: timedelta, said: str) -> None:
    assert in_minutes(span) == said


def test_short_spans_are_told_in_milliseconds() -> None:
    assert duration(timedelta(milliseconds=41)) == "41 ms"
    assert duration(timedelta(seconds=10)) == "10 s"
    assert duration(timedelta(seconds=1.26)) == "1.3 s"


def test_a_moment_to_come_is_told_by_the_clocks_of_another_zone() -> None:
    tokyo, late = timezone(timedelta(hours=9)), NOON.replace(hour=16)
    assert clock_time(late, tokyo) == "01:00"
    assert due(late, NOON, tokyo) == "tomorrow at 01:00"
    assert due(late + timedelta(days=1), NOON, tokyo) == "on Wednesday at 01:00"


def test_a_day_is_named_in_its_own_zone() -> None:
    assert weekday(NOON) == "Monday"
    assert weekday(NOON.replace(hour=20).astimezone(timezone(timedelta(hours=9)))) == "Tuesday"
