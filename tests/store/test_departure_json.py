"""Departures to the database and back."""

from datetime import datetime, timedelta

import pytest

from tegata.store.departure import Departure, SendAt, UndoUntil
from tegata.store.departure_json import decode_departure, encode_departure


@pytest.mark.parametrize(
    "departure",
    [
        None,
        UndoUntil("4f", timedelta(days=40, microseconds=1), timedelta(seconds=7)),
        SendAt(datetime.fromisoformat("2026-11-25 08:00"), "Asia/Tokyo"),
    ],
)
def test_what_goes_in_comes_out(departure: Departure | None) -> None:
    assert decode_departure(encode_departure(departure)) == departure


def test_anything_else_is_no_departure() -> None:
    for text in ("{}", "8:00"):
        with pytest.raises((KeyError, ValueError)):
            decode_departure(text)
