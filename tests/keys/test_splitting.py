"""Long tokens in several entries, each short enough for Windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.keys.splitting import delete_parts, read_parts, write_parts
from tests.keys.fake_safe import FakeSafe

TEXTS = (
    st.text(max_size=5) | st.integers(1190, 4000).map(lambda n: "t" * n) | st.just("手" * 1500 + "😀" * 700)
)


@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_the_last_text_written_comes_back_and_nothing_else_stays(texts: list[str]) -> None:
    safe = FakeSafe()
    for text in texts:
        write_parts(safe, "home", text)
        assert read_parts(safe, "home") == text
        assert all(len(part.encode("utf-16-le")) <= 2560 for part in safe.entries.values())
    alone = FakeSafe()
    write_parts(alone, "home", texts[-1])
    assert safe.entries == alone.entries
    delete_parts(safe, "home")
    assert safe.entries == {}


def test_a_short_password_is_one_plain_entry() -> None:
    safe = FakeSafe()
    write_parts(safe, "home", "opensesame")
    assert safe.entries == {"home": "opensesame"}


@pytest.mark.parametrize("text", ["\x1e", "\x1e2\x1e", ""])
def test_what_looks_like_a_mark_comes_back(text: str) -> None:
    safe = FakeSafe()
    write_parts(safe, "home", text)
    assert read_parts(safe, "home") == text


def test_a_token_that_has_lost_a_part_is_missing() -> None:
    safe = FakeSafe()
    write_parts(safe, "home", "t" * 3000)
    del safe.entries["home 3"]
    assert read_parts(safe, "home") is None
