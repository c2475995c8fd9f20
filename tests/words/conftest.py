from collections.abc import Iterator

import pytest

from tegata.words.gettext import use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")
