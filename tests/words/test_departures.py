"""When a letter leaves by itself, in words."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tegata.store.departure import SendAt
from tegata.words.departures import leaves, was_to_leave, zone_line, zone_words

AT = SendAt(datetime.fromisoformat("2026-11-25 08:00"), "Asia/Tokyo")
MOMENT = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
THE_DAY_BEFORE = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def be_in(here: pytest.MonkeyPatch, zone: str) -> None:
    here.setenv("TZ", zone)
    time.tzset()


def test_the_day_is_that_of_its_own_zone(here: pytest.MonkeyPatch) -> None:
    be_in(here, "Europe/Paris")
    assert leaves(AT, MOMENT, THE_DAY_BEFORE) == "Leaves tomorrow at 08:00"
    assert zone_line(AT, MOMENT) == "Tokyo time; 00:00 here"
    be_in(here, "Asia/Tokyo")
    assert leaves(AT, MOMENT, MOMENT) == "Leaves at 08:00"
    assert zone_line(AT, MOMENT) == "Tokyo time"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Asia/Tokyo", "Tokyo time"),
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("Etc/UTC", "UTC"),
        ("+09:30", "UTC+09:30"),
    ],
)
def test_a_zone_is_called_by_its_city(name: str, words: str) -> None:
    assert zone_words(name) == words


def test_a_time_that_was_missed_has_its_date_and_zone() -> None:
    assert was_to_leave(AT) == "2026-11-25 08:00, Tokyo time"
