"""The catalogue: there, and gone."""

from pathlib import Path

import pytest

from tegata.self_test.finding import State
from tegata.self_test.languages import look
from tegata.words.gettext import language, use_language


@pytest.mark.parametrize("spoken", ["en", "ja"])
def test_japanese_translates_and_the_language_stays(spoken: str) -> None:
    use_language(spoken)
    found = look()
    assert (found.state, language()) == (State.OK, spoken)
    assert found.figures == {"language": spoken, "japanese": True}


def test_a_catalogue_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tegata.words.gettext.FOLDER", tmp_path)
    found = look()
    assert found.state is State.FAILED
    assert "make words" in found.advice
