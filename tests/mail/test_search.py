"""Finding letters by words."""

import pytest

from tegata.mail.search import has_words, words_of


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", True),
        ("contract", True),
        ("CONTRACT yuki", True),
        ("yuki  contract", True),
        ("ＣＯＮＴＲＡＣＴ", True),
        ("手形", True),
        ("が", True),  # typed as one character, stored as two
        ("STRASSE", True),
        ("contract ola", False),
        ("contractyuki", False),
    ],
)
def test_each_word_must_occur_somewhere(search: str, found: bool) -> None:
    texts = ("Contract 手形 か\u3099 Straße", "yuki@b.example")
    assert has_words(words_of(search), *texts) is found
