"""What a clicked `mailto:` may ask for."""

import pytest

from tegata.assembly.front import letter_of


def test_a_mailto_becomes_a_letter() -> None:
    letter = letter_of("mailto:yuki@b.example?subject=Hi")
    assert letter is not None
    assert (letter.to, letter.subject) == (("yuki@b.example",), "Hi")


def test_it_attaches_nothing() -> None:
    letter = letter_of("mailto:yuki@b.example?attach=/etc/passwd&attachment=/etc/passwd")
    assert letter is not None
    assert letter.attachments == ()


@pytest.mark.parametrize("other", [None, "", "https://b.example", "/etc/passwd"])
def test_anything_else_is_no_letter(other: str | None) -> None:
    assert letter_of(other) is None
