"""Letters that lead to a control with Alt, marked in its words as Qt has it: `&Send`, `送信(&S)`.

Two `&` stand for one that is meant.
"""

import re

_BRACKETED = re.compile(r"\s?\(&\w\)")
_MARK = re.compile(r"&(.)")


def plain(words: str) -> str:
    """Return the words as they are spoken: without the mark, and without a letter that stands only for it."""
    return shown(_BRACKETED.sub("", words))


def shown(words: str) -> str:
    """Return the words as they are seen: in Japanese the letter stands behind them in brackets."""
    return _MARK.sub(r"\1", words)


def letter(words: str) -> str:
    """Return the marked letter as a capital; empty where none is marked."""
    found = (each for each in _MARK.findall(words) if each != "&")
    return next(found, "").upper()
