"""The letter that leads to a control."""

import pytest

from tegata.words.mnemonics import letter, plain, shown


@pytest.mark.parametrize(
    ("words", "spoken", "seen", "key"),
    [
        ("&Send", "Send", "Send", "S"),
        ("Can I send from &here?", "Can I send from here?", "Can I send from here?", "H"),
        ("送信(&S)", "送信", "送信(S)", "S"),
        ("別の日時(&A)…", "別の日時…", "別の日時(A)…", "A"),
        ("Hold", "Hold", "Hold", ""),
        ("", "", "", ""),
        ("Fish && &Chips", "Fish & Chips", "Fish & Chips", "C"),
        ("Fish && Chips", "Fish & Chips", "Fish & Chips", ""),
        ("A letter (&L)", "A letter", "A letter (L)", "L"),
        ("alone &", "alone &", "alone &", ""),
    ],
)
def test_a_mark_is_seen_heard_and_typed(words: str, spoken: str, seen: str, key: str) -> None:
    assert (plain(words), shown(words), letter(words)) == (spoken, seen, key)
