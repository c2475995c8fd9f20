"""The little language in which the tables of wording are written, and how it is searched for.

| in a phrase      | stands for                                                          |
|------------------|---------------------------------------------------------------------|
| `reject`         | every word that begins so: reject, rejected, rejecting              |
| `pop.`           | this whole word and no longer one, as is any of one or two letters  |
| `(user\\|alias)`  | one of these phrases                                                |
| `your?`          | a word that may be missing; `(a\\|the)?` likewise                    |
| `{mailbox}`      | one of the phrases of that name in the vocabulary                   |
| `…`              | anything, up to sixty characters                                    |

Words may be written together, with a hyphen or apart: `black list` finds blacklist and black-list too.
Text to be searched has to be folded first (`relay.said`): small letters, no accents, no contractions.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from tegata.relay.vocabulary import VOCABULARY

_TOKEN = re.compile(r"…|\{(?P<name>\w+)\}\??|\((?P<choice>(?:[^()]|\([^()]*\))*)\)\??|(?P<word>\S+)")
_BEGINNING = "(?<![a-z0-9])"
_BETWEEN = r"[\W_]{0,4}"
_ENDS = "(?!(?<=[a-z])[a-z])"
_GAP = _ENDS + r".{0,60}?"
_SHORT = 2
"""Letters of a word that begins too many others to stand for them: `a`, `no`, `in`."""
_SIDE_BY_SIDE = 4
"""Letters at the beginning of a word that tell it from most others."""


def found(phrases: str, text: str) -> bool:
    """Whether a folded text holds one of the phrases, one a line or with ` / ` between them.

    Raises KeyError for a name that the vocabulary has not.
    """
    by_letters = _by_letters(phrases)
    likely = chain.from_iterable(by_letters[letters] for letters in by_letters.keys() & _letters_in(text))
    return any(phrase.is_in(text) for phrase in likely)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """`needs`: of each of these, one must stand in a text, or there is no point in searching it.

    Of some thousand phrases hardly any is ever turned into a pattern, which is what takes time.
    """

    written: str
    needs: tuple[frozenset[str], ...]

    def is_in(self, text: str) -> bool:
        there = _letters_in(text)
        if any(need.isdisjoint(there) for need in self.needs):
            return False
        return _compiled(self.written).search(text) is not None


@cache
def _read(phrases: str) -> tuple[_Phrase, ...]:
    each = (phrase.strip() for phrase in re.split(r"\n| / ", phrases))
    return tuple(_Phrase(phrase, tuple(map(_beginnings, _needs(phrase)))) for phrase in each if phrase)


@cache
def _by_letters(phrases: str) -> dict[str, list[_Phrase]]:
    """Sort phrases by the letters of which a text needs one for the phrase to be in it."""
    by_letters: dict[str, list[_Phrase]] = {}
    for phrase, letters in chain.from_iterable(map(_with_its_letters, _read(phrases))):
        by_letters.setdefault(letters, []).append(phrase)
    return by_letters


def _with_its_letters(phrase: _Phrase) -> list[tuple[_Phrase, str]]:
    return [(phrase, letters) for letters in min(phrase.needs, key=len, default={""})]


def _beginnings(literals: tuple[str, ...]) -> frozenset[str]:
    return frozenset(literal[:_SIDE_BY_SIDE] for literal in literals)


@lru_cache(maxsize=8)
def _letters_in(text: str) -> frozenset[str]:
    """Return all that stands side by side in a text, up to four letters."""
    ends = range(1, _SIDE_BY_SIDE + 1)
    return frozenset(("", *(text[start : start + end] for start in range(len(text)) for end in ends)))


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(_pattern(phrase, _BEGINNING) + _ENDS, re.DOTALL)


def _needs(phrase: str) -> tuple[tuple[str, ...], ...]:
    tokens = [token for token in _TOKEN.finditer(phrase) if not token.group().endswith(("?", "…"))]
    return tuple(_literals(token) for token in tokens)


def _literals(token: re.Match[str]) -> tuple[str, ...]:
    """Return a literal for each thing that the token may stand for."""
    if token["word"]:
        return (token["word"].removesuffix("."),)
    return _literals_of_name(token["name"]) if token["name"] else _first_literals(_choices(token["choice"]))


@cache
def _literals_of_name(name: str) -> tuple[str, ...]:
    return _first_literals(_entries(name))


def _first_literals(phrases: list[str]) -> tuple[str, ...]:
    needs = (_needs(phrase) for phrase in phrases)
    return tuple(literal for need in needs for literal in (need[0] if need else ("",)))


def _pattern(phrase: str, begins: str) -> str:
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
    return f"(?:{'|'.join(_pattern(each, begins) for each in choices)})"


def _entries(name: str) -> list[str]:
    return [entry.strip() for entry in re.split(r"\n| \| ", VOCABULARY[name]) if entry.strip()]


def _choices(text: str) -> list[str]:
    """Cut at the bars, but not at those of a choice inside."""
    return re.findall(r"(?:[^|()]|\([^()]*\))+", text)


def _word(word: str, begins: str) -> str:
    text = re.escape(word.removesuffix("."))
    if not word.isascii():
        return text
    if len(word) <= _SHORT:
        return begins + text
    return begins + text + (r"(?![a-z0-9])" if word.endswith(".") else r"[a-z]*")
