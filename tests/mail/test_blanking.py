"""Words that are not to be shown are not there, in clear or in base64."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.blanking import blank_out

WORD = st.from_regex(r"cAnary[!-~]{0,12}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("bad password hunter2", "bad password ***"),
        ("HUNTER2xyz", "***xyz"),
        ("al: relay denial", "***: relay denial"),
        ("the rest stays", "the rest stays"),
        (f"AUTH PLAIN {base64.b64encode(b'0anna0hunter2').decode()}", "AUTH PLAIN ***"),
        (f"code={base64.b64encode(b'hunter2').decode()}", "code=***"),
    ],
)
def test_the_word_goes_and_the_rest_stays(text: str, left: str) -> None:
    assert blank_out(text, ("hunter2", "al", ""), lambda _found: "***") == left


def test_what_stands_instead_may_depend_on_what_stood_there() -> None:
    assert blank_out("anna and anna@x", ("anna", "anna@x"), str.upper) == "ANNA and ANNA@X"


@given(WORD, st.integers(0, 3), st.text("xy /", max_size=5))
def test_wherever_the_code_begins(word: str, before: int, after: str) -> None:
    code = base64.b64encode(f"{'q' * before}{word}{after}".encode()).decode()
    left = blank_out(f"heard {word} as /{code}.", (word,), lambda _found: "***")
    assert word not in left
    assert code.rstrip("=") not in left
