import pytest

from tegata.words.gettext import use_language


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")
