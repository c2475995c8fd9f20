"""Moments as text: nothing lost, and sorted like time."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.store.timestamps import from_text, from_text_or_none, to_text, to_text_or_none

ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=ZONES)  # noqa: DTZ001 - zones follow


@given(one=MOMENTS, other=MOMENTS)
def test_moments_come_back_and_sort_like_their_text(one: datetime, other: datetime) -> None:
    assert from_text(to_text(one)) == one
    assert (to_text(one) < to_text(other)) == (one < other)


def test_the_text_is_in_utc() -> None:
    tokyo = datetime(2026, 11, 24, 14, 0, tzinfo=timezone(timedelta(hours=9)))
    assert to_text(tokyo) == "2026-11-24T05:00:00.000000+00:00"
    assert from_text(to_text(tokyo)).tzinfo is UTC


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_text(datetime(2026, 11, 24))  # noqa: DTZ001 - that is the mistake


def test_none_stays_none() -> None:
    assert to_text_or_none(None) is None
    assert from_text_or_none(None) is None
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    assert from_text_or_none(to_text_or_none(moment)) == moment
