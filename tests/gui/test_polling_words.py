"""The bill in sentences."""

from datetime import timedelta

import pytest

from tegata.gui.polling_words import bill_in_words, every, instead_in_words, interval_words, which_letters
from tegata.relay.polling_bill import EXAMPLE, bill


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


@pytest.mark.parametrize(
    ("interval", "words"),
    [(minutes(15), "15 min"), (minutes(60), "1 hour"), (minutes(120), "2 hours"), (minutes(90), "90 min")],
)
def test_intervals(interval: timedelta, words: str) -> None:
    assert interval_words(interval) == words


def test_the_headline_counts_minutes() -> None:
    assert [every(minutes(n)) for n in (1, 15)] == ["Every 1 minute", "Every 15 minutes"]


def test_an_example_is_called_one() -> None:
    assert which_letters(4, real=False) == "An example with four letters"
    assert which_letters(7, real=True) == "yesterday’s 7 letters"


def test_a_screen_reader_hears_the_whole_bill() -> None:
    found = bill(minutes(15), minutes(10), EXAMPLE)
    assert bill_in_words(found) == (
        "96 logins, 3 useful; 1 of 4 letters would fail; sending works 67 per cent of the day"
    )
    assert instead_in_words(found) == "4 logins, each one useful; nothing fails"
