"""The simulated day of many users."""

from datetime import timedelta

import pytest

from tegata.relay.polling_bill import DAY
from tests.bench import report
from tests.bench.polling import INTERVALS, WINDOWS, Compared, load, simulate


@pytest.fixture(scope="module")
def found() -> Compared:
    return simulate(users=200)


def test_every_timer_meets_every_window(found: Compared) -> None:
    assert {(each.interval, each.window) for each in found.polled} == {
        (interval, window) for interval in INTERVALS for window in WINDOWS
    }
    assert [each.window for each in found.instead] == list(WINDOWS)


def test_a_timer_no_slower_than_the_window_refuses_nothing_and_a_slower_one_does(found: Compared) -> None:
    for each in found.polled:
        assert (each.refused > 0) is (each.interval > each.window)


def test_the_share_refused_is_the_share_of_the_day_that_is_shut(found: Compared) -> None:
    for each in found.polled:
        shut = max(0.0, 1 - each.window / each.interval)
        assert each.refused == pytest.approx(shut, abs=0.06)


def test_a_login_when_sending_is_at_most_one_a_letter(found: Compared) -> None:
    logins = [each.logins_a_day for each in found.instead]
    assert max(logins) <= found.letters_a_day
    assert logins == sorted(logins, reverse=True)  # a longer window carries more letters
    assert max(logins) < min(each.logins_a_day for each in found.polled)


def test_the_load_of_a_million() -> None:
    assert load(DAY / timedelta(minutes=10)) == pytest.approx(144_000_000 / 86_400)


def test_it_is_the_same_day_each_time() -> None:
    assert simulate(users=20) == simulate(users=20)


def test_the_table_has_a_line_for_each_timer_and_one_for_sending(found: Compared) -> None:
    rows = [line for line in report.polling(found).splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(INTERVALS) + 1
    assert rows[2].startswith("| every 1 min | 1440 | 16,667 |")
    assert rows[-1].startswith("| when sending |")
    assert all(row.count("|") == rows[0].count("|") for row in rows)
