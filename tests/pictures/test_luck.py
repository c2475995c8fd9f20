"""The drawing in the README is the one that is drawn here, and its story holds."""

from pathlib import Path

import pytest

from tests.pictures.luck import HOURS, WORDS, svg

_HOUSE = Path(__file__).parents[2]


@pytest.mark.parametrize("language", WORDS)
def test_the_drawing_that_is_shown_is_the_one_drawn_here(language: str) -> None:
    shown = _HOUSE / "packaging" / "pictures" / f"luck-{language}.svg"
    assert shown.read_text("utf-8") == svg(language), "make pictures"


def test_letters_pass_by_luck_then_not_then_by_a_login_of_their_own() -> None:
    outcomes = [[hour.passes(minute) for minute in hour.letters] for hour in HOURS]
    assert outcomes == [[True] * 3, [False] * 3, [True] * 3]
    assert [len(hour.logins) for hour in HOURS] == [6, 0, 2]
