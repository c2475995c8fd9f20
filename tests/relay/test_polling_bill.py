"""The bill for automatic checking, in the figures the essay and the settings page quote."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.relay.polling_bill import DAY, EXAMPLE, HOUR, bill, busiest_hour, example_or

TEN = timedelta(minutes=10)


def minutes(n: int) -> timedelta:
    return timedelta(minutes=n)


def at(hours: int, mins: int) -> timedelta:
    return timedelta(hours=hours, minutes=mins)


def test_every_ten_minutes_is_144_logins_a_day() -> None:
    assert bill(TEN, TEN, EXAMPLE).logins_a_day == 144


def test_fifteen_minutes_with_a_window_of_ten_works_two_times_in_three() -> None:
    found = bill(minutes(15), TEN, EXAMPLE)
    assert found.luck == Fraction(2, 3)
    assert (found.logins_a_day, found.useful, found.would_fail) == (96, 3, 1)


def test_at_the_friends_first_post_a_window_always_happened_to_be_open() -> None:
    found = bill(TEN, TEN, EXAMPLE)
    assert found.luck == Fraction(1)
    assert found.would_fail == 0


@pytest.mark.parametrize(("every", "failing"), [(5, 0), (10, 0), (15, 1), (30, 2), (60, 3)])
def test_the_example_fails_more_often_as_the_interval_grows(every: int, failing: int) -> None:
    assert bill(minutes(every), TEN, EXAMPLE).would_fail == failing


def test_two_letters_in_one_window_make_one_login_useful() -> None:
    found = bill(minutes(30), TEN, (at(9, 1), at(9, 2)))
    assert (found.useful, found.would_fail) == (1, 0)


def test_the_newest_login_carries_the_letter_where_windows_overlap() -> None:
    assert bill(minutes(5), TEN, (at(9, 7),)).letters[0].login == at(9, 5)


def test_a_window_is_over_at_its_last_instant() -> None:
    assert bill(minutes(15), TEN, (at(9, 10),)).would_fail == 1


def test_pop_before_send_logs_in_once_for_letters_that_share_a_window() -> None:
    assert bill(minutes(15), TEN, (at(9, 0), at(9, 9), at(9, 11))).instead == (at(9, 0), at(9, 11))


def test_an_interval_that_does_not_divide_the_day_still_starts_at_midnight() -> None:
    assert bill(timedelta(hours=7), TEN, ()).logins == tuple(timedelta(hours=h) for h in (0, 7, 14, 21))


@pytest.mark.parametrize(("interval", "window"), [(0, 10), (10, 0), (-5, 10)])
def test_spans_that_are_not_positive_have_no_bill(interval: int, window: int) -> None:
    with pytest.raises(ValueError, match="no bill"):
        bill(minutes(interval), minutes(window), ())


def test_fewer_than_five_letters_give_way_to_the_example() -> None:
    assert example_or([at(9, 0)] * 4) == (EXAMPLE, False)
    assert example_or([at(10, 0), *[at(9, 0)] * 4]) == ((*[at(9, 0)] * 4, at(10, 0)), True)


def test_the_busiest_hour_is_the_one_with_most_letters() -> None:
    assert busiest_hour(EXAMPLE) == 14 * HOUR
    assert busiest_hour((at(9, 0), at(20, 0))) == 9 * HOUR
    assert busiest_hour(()) == 12 * HOUR


@given(
    st.integers(1, 24 * 60),
    st.integers(1, 120),
    st.lists(st.timedeltas(timedelta(0), DAY - timedelta(seconds=1)), max_size=20),
)
def test_every_letter_is_carried_or_fails(interval: int, window: int, letters: list[timedelta]) -> None:
    found = bill(minutes(interval), minutes(window), letters)
    carried = sum(letter.login is not None for letter in found.letters)
    assert carried + found.would_fail == len(letters)
    assert found.useful <= min(carried, found.logins_a_day)
    assert len(found.instead) <= len(letters)
    assert 0 < found.luck <= 1
