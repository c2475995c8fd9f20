"""Times that make sense at this moment."""

from datetime import UTC, datetime

import pytest

from tegata.gui.later_offers import offers


def offered(wall_in_tokyo: str) -> list[str]:
    now = datetime.fromisoformat(f"{wall_in_tokyo}+09:00").astimezone(UTC)
    return [f"{each.words} {each.at.wall:%m-%d} {each.time}" for each in offers(now, "Asia/Tokyo")]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-25 10:30", ["In an &hour 11-25 11:31", "This &evening 11-25 18:00", *"AB"]),  # a Wednesday
        (
            "2026-11-25 04:00",
            ["In an &hour 11-25 05:01", "This &morning 11-25 08:00", "This &evening 11-25 18:00", *"AB"],
        ),
        ("2026-11-25 17:10", ["In an &hour 11-25 18:11", *"AB"]),
        ("2026-11-25 23:30", ["In an &hour 11-26 00:31", *"AB"]),
        ("2026-11-29 20:00", ["In an &hour 11-29 21:01", "&Tomorrow morning 11-30 08:00"]),  # a Sunday
        (
            "2026-11-30 20:00",
            ["In an &hour 11-30 21:01", "&Tomorrow morning 12-01 08:00", "Monday mor&ning 12-07 08:00"],
        ),
    ],
)
def test_what_is_offered_is_still_to_come_and_told_apart(now: str, expected: list[str]) -> None:
    usual = {"A": "&Tomorrow morning 11-26 08:00", "B": "Monday mor&ning 11-30 08:00"}
    assert offered(now) == [usual.get(each, each) for each in expected]


def test_an_hour_is_an_hour_also_in_the_night_when_the_clocks_change() -> None:
    now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in Berlin, for the first time
    first = offers(now, "Europe/Berlin")[0]
    assert (first.time, first.at.zone) == ("02:31", "Europe/Berlin")
