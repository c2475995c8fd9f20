import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.plain_text import one_line, plain, plain_line


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("550 中継は拒否されました\r\nsee help", "550 中継は拒否されました\nsee help"),
        ("one\ttab\rtwo\u2028three", "one\ttab\ntwo\nthree"),
        ("\x1b[31mred\x1b[0m \x1b[2Jgone", "red gone"),
        ("\x1b]0;new title\x07text \x1b]8;;http://x\x1b\\link", "text link"),
        ("a\x1bb\x9bc\x00d\x7f", "abcd"),
        ("invoice_\u202egpj.exe", "invoice_gpj.exe"),
        ("lone \ud83d half", "lone \ufffd half"),
        ("👨‍👩‍👧 ①㈱髙", "👨‍👩‍👧 ①㈱髙"),
    ],
)
def test_what_would_act_goes_and_what_is_read_stays(hostile: str, shown: str) -> None:
    assert plain(hostile) == shown


@given(st.text())
def test_plain_text_is_settled_after_one_pass(text: str) -> None:
    once = plain(text)

    assert plain(once) == once
    assert not any(ord(c) < 0x20 and c not in "\n\t" for c in once)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31m", "31m"),
        ("a\tb", "a b"),
        ("a\r\nb\u2028c", "abc"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("雪です é ①", "雪です é ①"),
    ],
)
def test_a_servers_line_stays_one_line(hostile: str, shown: str) -> None:
    assert plain_line(hostile) == shown


@given(st.text())
def test_no_control_and_no_bidi_mark_is_left_in_a_servers_line(text: str) -> None:
    clean = plain_line(text)

    assert all(unicodedata.category(character) != "Cc" for character in clean)
    assert not any(unicodedata.bidirectional(c) in {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI"} for c in clean)
    assert plain_line(clean) == clean


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" Hi\r\nBcc: evil@x.example\n", "Hi Bcc: evil@x.example"),
        ("a\0\x0b\x85b", "a b"),
        ("two  blanks\tand a tab", "two  blanks and a tab"),
        ("lone \ud83d half", "lone \ufffd half"),
    ],
)
def test_one_line_has_a_blank_where_a_header_could_break(text: str, line: str) -> None:
    assert one_line(text) == line
