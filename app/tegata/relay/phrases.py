"""The little language in which the tables of wording are written, and how it becomes a pattern.

| in a phrase      | stands for                                                          |
|------------------|---------------------------------------------------------------------|
| `reject`         | every word that begins so: reject, rejected, rejecting              |
| `pop.`           | this whole word and no longer one                                   |
| `(user\\|alias)`  | one of these phrases                                                |
| `your?`          | a word that may be missing; `(a\\|the)?` likewise                    |
| `{mailbox}`      | one of the phrases of that name in the vocabulary                   |
| `…`              | anything, up to sixty characters                                    |

Words may be written together, with a hyphen or apart: `black list` finds blacklist and black-list too.
Text to be searched has to be folded first (`relay.said`): small letters, no accents, no contractions.
"""

import re
from functools import cache

from tegata.relay.vocabulary import VOCABULARY

_TOKEN = re.compile(r"…|\{(?P<name>\w+)\}\??|\((?P<choice>(?:[^()]|\([^()]*\))*)\)\??|(?P<word>\S+)")
_BEGINNING = "(?<![a-z0-9])"
_BETWEEN = r"[\W_]{0,4}"
_GAP = r".{0,60}?"


@cache
def pattern_of(phrases: str) -> re.Pattern[str]:
    """Return the pattern that finds any of the phrases, one a line or with ` / ` between them.

    Raises KeyError for a name that the vocabulary has not.
    """
    each = (phrase.strip() for phrase in re.split(r"\n| / ", phrases))
    return re.compile("|".join(_phrase(phrase, _BEGINNING) for phrase in each if phrase), re.DOTALL)


def _phrase(phrase: str, begins: str) -> str:
    """`begins` stands before the first word: a word begins where none ends, unless both are joined."""
    parts: list[str] = []
    joint = ""
    for token in _TOKEN.finditer(phrase):
        if token.group() == "…":
            joint, begins = _GAP, _BEGINNING
            continue
        piece = joint + _piece(token, begins)
        parts.append(f"(?:{piece})?" if token.group().endswith("?") else piece)
        joint, begins = _BETWEEN, ""
    return "".join(parts)


def _piece(token: re.Match[str], begins: str) -> str:
    if token["word"]:
        return _word(token["word"].removesuffix("?"), begins)
    choices = _entries(token["name"]) if token["name"] else _choices(token["choice"])
    return f"(?:{'|'.join(_phrase(each, begins) for each in choices)})"


def _entries(name: str) -> list[str]:
    return [entry.strip() for entry in re.split(r"\n| \| ", VOCABULARY[name]) if entry.strip()]


def _choices(text: str) -> list[str]:
    """Cut at the bars, but not at those of a choice inside."""
    return re.findall(r"(?:[^|()]|\([^()]*\))+", text)


def _word(word: str, begins: str) -> str:
    text = re.escape(word.removesuffix("."))
    if not word.isascii():
        return text
    return begins + text + (r"(?![a-z0-9])" if word.endswith(".") else r"[a-z]*")
