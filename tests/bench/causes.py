"""How well replies are read: by cause, and with the wording of a whole family of software held out.

Of the tables of wording, what only the lines of one family bear out is taken away, and that family is read
with the rest: as it would have been read before anybody had seen it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from unittest.mock import patch

from tegata.protocols.outcome import Phase
from tegata.relay import causes, phrases
from tegata.relay.reading import diagnose_words
from tegata.relay.rule import Rule
from tegata.relay.said import take_apart
from tests.relay.test_causes import COLLECTED, OURS, UNSEEN, Row, rows_of

_TABLES = ("FROM_A_SERVER", "FROM_THIS_SIDE")
_NO_FAMILY = frozenset({"", "fresh", "generic", "unknown", "x"})

_Borne = dict[tuple[Rule, str], set[str]]
"""Of each phrase of a rule, the families whose lines hold it."""


@dataclass(frozen=True, slots=True)
class Right:
    """How many lines of a cause there are, and how many were read right; `lone` are those of a family."""

    cause: str
    lines: int
    right: int
    lone: int
    held_out: int


def measure() -> list[Right]:
    """Read our own table and, where it is there, the collected one; by cause, in the order of the tables."""
    rows = [*rows_of(COLLECTED), *rows_of(OURS)]
    families = defaultdict(list)
    for row in rows:
        families[family_of(row)].append(row)
    borne = borne_by(rows)
    named = {family: lines for family, lines in families.items() if family not in _NO_FAMILY}
    held_out = Counter(
        chain.from_iterable(_held_out(family, lines, borne) for family, lines in named.items())
    )
    every, right = Counter(row["label"] for row in rows), Counter(_right(rows))
    lone = Counter(row["label"] for row in chain.from_iterable(named.values()))
    return [Right(cause, every[cause], right[cause], lone[cause], held_out[cause]) for cause in every]


def unseen() -> tuple[int, int]:
    """How many lines there are that no wording was written for, and how many are read right."""
    rows = rows_of(UNSEEN)
    return len(rows), len(list(_right(rows)))


def family_of(row: Row) -> str:
    """Return whose software, or which provider, said it."""
    return (row.get("family") or row.get("server") or "").partition(" ")[0].strip(",").lower()


def borne_by(rows: list[Row]) -> _Borne:
    """Return, of each phrase of every rule, the families in whose lines it stands."""
    borne: _Borne = defaultdict(set)
    rules = [rule for name in _TABLES for rule in getattr(causes, name)]
    said = [(family_of(row), take_apart(row["reply"])) for row in rows]
    for rule in rules:
        for phrase in phrases._read(rule.phrases):
            borne[rule, phrase.written] = {
                family for family, each in said if phrase.is_in(each.links if rule.links else each.words)
            }
    return borne


@contextmanager
def without(family: str, borne: _Borne) -> Iterator[None]:
    """Take away what only this family bears out."""
    server, here = (tuple(_leaned(rule, family, borne) for rule in getattr(causes, name)) for name in _TABLES)
    causes.read.cache_clear()
    with patch.multiple(causes, FROM_A_SERVER=server, FROM_THIS_SIDE=here):
        yield
    causes.read.cache_clear()


def _held_out(family: str, rows: list[Row], borne: _Borne) -> list[str]:
    with without(family, borne):
        return list(_right(rows))


def _right(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        phase = Phase(row["stage"]) if row["stage"] else None
        if diagnose_words(row["reply"], phase, by_server=row["protocol"] != "client").cause == row["label"]:
            yield row["label"]


def _leaned(rule: Rule, family: str, borne: _Borne) -> Rule:
    written = [phrase.written for phrase in phrases._read(rule.phrases)]
    kept = [each for each in written if borne[rule, each] != {family}]
    return rule if len(kept) == len(written) else replace(rule, phrases="\n".join(kept))
