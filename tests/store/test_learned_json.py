"""What was learned comes back from its text, from other versions of Tegata too."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.relay.learned import Learned
from tegata.store.learned_json import decode_learned, encode_learned

LINES = st.lists(st.text(st.characters(), max_size=12), max_size=3).map(tuple)
LEARNED = st.builds(Learned, st.booleans(), st.none() | LINES, st.booleans(), st.booleans(), LINES, LINES)


@given(learned=LEARNED)
def test_everything_comes_back(learned: Learned) -> None:
    text = encode_learned(learned)
    assert text.isascii()
    assert decode_learned(text) == learned


def test_what_an_older_tegata_did_not_know_has_its_default() -> None:
    assert decode_learned('{"login_first": true}') == Learned(login_first=True)


def test_what_only_a_newer_tegata_knows_is_passed_over() -> None:
    assert decode_learned('{"moon": "full", "chunking_fails": true}') == Learned(chunking_fails=True)


@pytest.mark.parametrize("text", ["", "{", "null", "7", "[]", '"login_first"', '["login_first"]'])
def test_what_cannot_be_read_is_not_known(text: str) -> None:
    assert decode_learned(text) == Learned()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("login_first", None),
        ("login_first", 1),
        ("pop_capabilities", "STLS"),
        ("pop_capabilities", ["STLS", 7]),
        ("refused_to_strangers", "all"),
    ],
)
def test_a_value_of_another_kind_is_not_believed(key: str, value: object) -> None:
    assert decode_learned(json.dumps({"riding_fails": True, key: value})) == Learned()
