"""How long the window is believed to be: a test for each row of the table."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tegata.relay.learned import Learned
from tegata.relay.window_length import accepted, believed, refused, shortened

TEN_MINUTES = timedelta(minutes=10)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def after(*ages: tuple[str, float]) -> Learned:
    learned = Learned()
    for what, age in ages:
        changes: dict[str, Any] = dict((accepted if what == "yes" else refused)(minutes(age), learned))
        learned = replace(learned, **changes)
    return learned


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ([], 10),
        ([("yes", 9)], 10),
        ([("yes", 13)], 10),
        ([("no", 16)], 10),
        ([("yes", 4), ("no", 6)], 4),
        ([("no", 6)], 3),
        ([("yes", 0.1), ("no", 6)], 3),
        ([("yes", 9), ("no", 6)], 3),
        ([("no", 6), ("yes", 8)], 10),
        ([("no", 6), ("no", 5), ("yes", 3)], 3),
    ],
)
def test_what_is_believed(ages: list[tuple[str, float]], expected: float) -> None:
    assert believed(TEN_MINUTES, after(*ages)) == minutes(expected)


@pytest.mark.parametrize(
    ("learned", "expected"),
    [
        (Learned(), None),
        (Learned(accepted_at=290, refused_at=700), None),
        (Learned(accepted_at=290, refused_at=370), minutes(5)),
        (Learned(accepted_at=260, refused_at=370), minutes(4)),
        (Learned(accepted_at=110, refused_at=115), minutes(1)),
        (Learned(refused_at=360), minutes(3)),
        (Learned(accepted_at=45.7, refused_at=55), timedelta(seconds=45)),
        (Learned(refused_at=0.4), timedelta(seconds=1)),
    ],
)
def test_what_the_setting_should_rather_be(learned: Learned, expected: timedelta | None) -> None:
    assert shortened(TEN_MINUTES, learned) == expected


def test_once_the_setting_is_mended_nothing_contradicts_it() -> None:
    learned = Learned(accepted_at=290, refused_at=370)
    mended = shortened(TEN_MINUTES, learned)
    assert mended is not None
    assert shortened(mended, learned) is None


def test_a_little_more_is_not_worth_a_write() -> None:
    assert accepted(minutes(5), Learned(accepted_at=299)) == {}
    assert accepted(minutes(6), Learned(accepted_at=300)) == {"accepted_at": 360}


def test_a_later_refusal_is_no_news() -> None:
    assert refused(minutes(20), Learned(refused_at=960)) == {}


def test_what_was_accepted_and_is_refused_now_has_been_shortened() -> None:
    assert refused(minutes(5), Learned(accepted_at=540)) == {"refused_at": 300, "accepted_at": None}
