from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.encoded_word import MAX_WORD, encoded_words, is_plain, phrase, unstructured

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Re: lunch on Friday?", ["Re:", "lunch", "on", "Friday?"]),
        ("", []),
        ("two  blanks", ["=?utf-8?q?two__blanks?="]),
        ("=?utf-8?q?x?=", ["=?utf-8?b?PT91dGYtOD9xP3g/PQ==?="]),
        ("日本", ["=?utf-8?b?5pel5pys?="]),
        ("the café at noon", ["=?utf-8?q?the_caf=C3=A9_at_noon?="]),
        ("①㈱髙", ["=?utf-8?b?4pGg44ix6auZ?="]),
    ],
)
def test_a_subject_is_plain_where_it_may_be(subject: str, words: list[str]) -> None:
    assert unstructured(subject) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Yuki Tanaka", ["Yuki", "Tanaka"]),
        ("Tanaka, Yuki (b)", ['"Tanaka, Yuki (b)"']),
        ("J. Doe", ['"J. Doe"']),
        ('Yuki "Y" Tanaka', ["=?utf-8?q?Yuki_=22Y=22_Tanaka?="]),
        ("a\\b", ["=?utf-8?b?YVxi?="]),
        ("山田", ["=?utf-8?b?5bGx55Sw?="]),
        ("", []),
    ],
)
def test_a_name_is_atoms_a_quoted_string_or_encoded(name: str, words: list[str]) -> None:
    assert phrase(name) == words


@given(TEXT)
def test_encoded_words_are_short_and_each_stands_alone(text: str) -> None:
    words = list(encoded_words(text))

    assert all(len(word) <= MAX_WORD for word in words)
    assert "".join(str(make_header(decode_header(word))) for word in words) == text


@pytest.mark.parametrize("control", ["\r", "\n", "\0", "\x1b", "\x7f", "\x85"])
def test_a_control_character_is_never_hidden_in_an_encoded_word(control: str) -> None:
    with pytest.raises(ValueError, match="control"):
        encoded_words(f"Hi{control}Bcc: evil@x.example")


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_plain_text_cannot_be_taken_for_anything_else(text: str) -> None:
    expected = text != "" and text.isprintable() and " ".join(text.split()) == text and "=?" not in text

    assert is_plain(text) == expected
