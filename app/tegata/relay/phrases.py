"""The little language in which the tables of wording are written, and how it becomes a pattern.

| in a phrase      | stands for                                                          |
|------------------|---------------------------------------------------------------------|
| `reject`         | every word that begins so: reject, rejected, rejecting              |
| `pop.`           | this whole word and no longer one                                   |
| `(user\\|alias)`  | one of them                                                         |
| `your?`          | a word that may be missing; `(a\\|the)?` likewise                    |
| `{mailbox}`      | one of the phrases of that name in the vocabulary                   |
| `…`              | anything, up to sixty characters                                    |

Words may be written together, with a hyphen or apart: `black list` finds blacklist and black-list too.
Text to be searched has to be folded first (`relay.said`): small letters, no accents, no apostrophes.
"""

import re
from collections.abc import Iterable
from functools import cache

from tegata.relay.vocabulary import VOCABULARY

_TOKEN = re.compile(r"…|\{(?P<name>\w+)\}(?P<few>\??)|\((?P<choice>[^)]*)\)(?P<spare>\??)|(?P<word>\S+)")
_BETWEEN = r"[\W_]{0,4}"
_GAP = r".{0,60}?"


@cache
def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of the phrases. Raises KeyError for a name no vocabulary has."""
    return re.compile("|".join(_phrase(each) for each in phrases), re.DOTALL)


def _phrase(phrase: str) -> str:
    parts: list[str] = []
    joint = ""
    for token in _TOKEN.finditer(phrase):
        if token.group() == "…":
            joint = _GAP
            continue
        piece, may_be_missing = _piece(token)
        parts.append(f"(?:{joint}{piece})?" if may_be_missing else joint + piece)
        joint = _BETWEEN
    return "".join(parts)


def _piece(token: re.Match[str]) -> tuple[str, bool]:
    if name := token["name"]:
        return _one_of(_phrase(each) for each in VOCABULARY[name].split(" | ")), bool(token["few"])
    if choice := token["choice"]:
        return _one_of(_word(each) for each in choice.split("|")), bool(token["spare"])
    word = token["word"]
    return _word(word.removesuffix("?")), word.endswith("?")


def _one_of(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _word(word: str) -> str:
    whole = word.endswith(".")
    text = re.escape(word.removesuffix("."))
    if not word.isascii():
        return text
    return rf"(?<![a-z0-9]){text}" + (r"(?![a-z0-9])" if whole else r"[a-z]*")
