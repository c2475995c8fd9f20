"""What goes through the pipes comes out as it was, and anything else is refused."""

import pytest

from tegata.keys.errand import Answer, Deed, Errand
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.wire import answer_line, errand_line, read_answer, read_errand
from tegata.secret import Secret


@pytest.mark.parametrize(
    "errand",
    [
        Errand(Deed.GET, "tegata: home (pop)"),
        Errand(Deed.GET, "tegata: home (pop) in b", "tegata: home (pop) in a"),
        Errand(Deed.SET, "tegata: 家 (pop)", None, Secret('two\nlines, "手形" and \ud800')),
        Errand(Deed.UNLOCK),
    ],
)
def test_an_errand_arrives(errand: Errand) -> None:
    line = errand_line(errand)
    assert line.count(b"\n") == 1
    assert read_errand(line) == errand


@pytest.mark.parametrize("answer", [Secret(""), Secret("手形\n"), None, *KeyTrouble])
def test_an_answer_arrives(answer: Answer) -> None:
    line = answer_line(answer)
    assert line.count(b"\n") == 1
    assert read_answer(line) == answer


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\n",
        b"Good morning!\n",
        b"[]\n",
        b"{}\n",
        b"null\n",
        b'{"trouble": "bad weather"}\n',
        b'{"password": 1}\n',
        b'{"password": "cut o',
        b'{"deed": "steal", "entry": "", "older": null, "keep": ""}\n',
        b'{"deed": "get", "entry": "", "older": 1, "keep": ""}\n',
    ],
)
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        read_errand(line)
    with pytest.raises(ValueError):  # noqa: PT011
        read_answer(line)


def test_no_error_carries_the_line() -> None:
    with pytest.raises(ValueError, match=r"^no JSON$") as caught:
        read_answer(b'{"password": "opensesame')
    assert caught.value.__suppress_context__
    assert vars(caught.value) == {}
