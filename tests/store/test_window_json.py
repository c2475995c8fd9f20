"""A window comes back from its text, whichever version of Tegata wrote it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.relay.window import AuthenticationWindow, SeenFrom
from tegata.store.window_json import decode_window, encode_window

TEXT = st.text(max_size=12)
MAYBE = st.none() | TEXT
TIMES = st.timedeltas(timedelta(0), timedelta(days=400))
SEEN_FROM = st.builds(SeenFrom, TEXT, st.sampled_from([4, 6]), MAYBE, MAYBE, MAYBE)
WINDOWS = st.builds(
    AuthenticationWindow,
    opened_at=TIMES,
    opened_wall=st.datetimes(timezones=st.just(UTC)),
    good_for=TIMES,
    seen_from=SEEN_FROM,
    boot_id=TEXT,
    asleep_at_opening=TIMES,
    server_address=MAYBE,
)
VALUES = st.none() | st.booleans() | st.integers() | TEXT | st.lists(TEXT, max_size=2)
NEWER = st.dictionaries(TEXT.map("newer_{}".format), VALUES, max_size=3)
WINDOW = AuthenticationWindow(
    opened_at=timedelta(hours=1),
    opened_wall=datetime(2026, 5, 4, 14, 22, tzinfo=UTC),
    good_for=timedelta(minutes=10),
    seen_from=SeenFrom("192.0.2.7", 4),
    boot_id="this-boot",
)
OPTIONAL = ["asleep_at_opening", "server_address"]
OPTIONAL_OF_PLACE = ["server_sees", "gateway", "gateway_hardware"]


@given(window=WINDOWS)
def test_everything_comes_back(window: AuthenticationWindow) -> None:
    text = encode_window(window)
    assert text.isascii()
    assert decode_window(text) == window


@given(window=WINDOWS, newer=NEWER, of_place=NEWER)
def test_what_only_a_newer_tegata_knows_is_passed_over(
    window: AuthenticationWindow, newer: dict[str, object], of_place: dict[str, object]
) -> None:
    table = json.loads(encode_window(window))
    table |= newer
    table["seen_from"] |= of_place
    assert decode_window(json.dumps(table)) == window


@given(missing=st.sets(st.sampled_from([*OPTIONAL, *OPTIONAL_OF_PLACE])))
def test_what_an_older_tegata_did_not_know_has_its_default(missing: set[str]) -> None:
    table = json.loads(encode_window(WINDOW))
    for key in missing:
        del (table if key in OPTIONAL else table["seen_from"])[key]
    assert decode_window(json.dumps(table)) == WINDOW


@pytest.mark.parametrize("key", ["opened_at", "opened_wall", "good_for", "seen_from", "boot_id"])
def test_a_window_of_which_too_little_is_known_is_none(key: str) -> None:
    table = json.loads(encode_window(WINDOW))
    del table[key]
    assert decode_window(json.dumps(table)) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("opened_at", "soon"),
        ("opened_at", float("inf")),
        ("opened_wall", "yesterday"),
        ("opened_wall", "2026-05-04T14:22:00"),  # nobody knows in which zone
        ("good_for", None),
        ("seen_from", None),
        ("seen_from", {"family": 4}),
        ("seen_from", {"local_address": "192.0.2.7", "family": "four"}),
        ("boot_id", 7),
        ("server_address", 7),
    ],
)
def test_a_value_of_another_kind_makes_no_window(key: str, value: object) -> None:
    table = json.loads(encode_window(WINDOW)) | {key: value}
    assert decode_window(json.dumps(table)) is None


@given(text=TEXT | VALUES.map(json.dumps))
def test_what_is_no_window_is_none(text: str) -> None:
    assert decode_window(text) is None
