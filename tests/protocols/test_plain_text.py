import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.protocols.plain_text import plain


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31m", "31m"),
        ("a\tb", "a b"),
        ("a\rb\x00c\x7f", "abc"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("a\u2066b\u2069", "ab"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("雪です é ①", "雪です é ①"),
    ],
)
def test_plain(hostile: str, harmless: str) -> None:
    assert plain(hostile) == harmless


@given(st.text())
def test_no_control_and_no_bidi_mark_is_left(text: str) -> None:
    clean = plain(text)
    assert all(unicodedata.category(character) != "Cc" for character in clean)
    assert not any(unicodedata.bidirectional(c) in {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI"} for c in clean)
    assert plain(clean) == clean
