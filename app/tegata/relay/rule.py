"""One row of the tables of wording, and the stages of a dialogue that rows name."""

import re
from dataclasses import dataclass

from tegata.protocols.outcome import Phase
from tegata.relay.diagnosis import Cause
from tegata.relay.phrases import found
from tegata.relay.said import Said

DOOR = frozenset({Phase.CONNECT, Phase.GREETING, Phase.EHLO, Phase.TLS})
LOGIN = frozenset({Phase.AUTH, Phase.POP})
MAILBOX = frozenset({Phase.POP})
SENDER = frozenset({Phase.MAIL})
RECIPIENT = frozenset({Phase.RCPT})
LETTER = frozenset({Phase.DATA, Phase.FINAL})

_OUT_OF_PLACE = 0.5
"""What words are worth at a stage where they are not usual."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that speak for a cause (`relay.phrases` says how they are written), any one suffices.

    `weight`: 10 leaves no doubt whatever else is said, 8 says so, 6 usually means it, 4 hints, 2 is faint.
    `at` are the stages where it is usual, none means all; elsewhere it counts half. `never_at` is absolute.
    `unless` are phrases in whose company these mean nothing, `along` those without which they do; `code` is
    a pattern that the reply code or the enhanced code has to match. With `links`, the hosts and web pages
    that the reply names are searched instead of its words.
    """

    cause: Cause
    weight: float
    phrases: str
    at: frozenset[Phase] = frozenset()
    never_at: frozenset[Phase] = frozenset()
    unless: str = ""
    along: str = ""
    code: str = ""
    links: bool = False

    def worth(self, phase: Phase | None, *, by_number: bool = False) -> float:
        """Return what the phrases count at a stage; at an unknown one they count in full.

        But where an SMTP reply is told `by_number`, and the number is none of a login, it is hardly one.
        """
        if phase is None:
            elsewhere = by_number and bool(self.at) and self.at <= LOGIN
            return self.weight * _OUT_OF_PLACE if elsewhere else self.weight
        if phase in self.never_at:
            return 0.0
        return self.weight if not self.at or phase in self.at else self.weight * _OUT_OF_PLACE

    def fits(self, said: Said) -> bool:
        """Whether a reply holds one of the phrases, with the code that is asked for."""
        codes = [each for each in (said.code, said.enhanced) if each] or [""]
        if self.code and not any(re.fullmatch(self.code, each) for each in codes):
            return False
        text = said.links if self.links else said.words
        if self.along and not found(self.along, text):
            return False
        return found(self.phrases, text) and not (self.unless and found(self.unless, text))

    def is_in_the_last_line(self, said: Said) -> bool:
        """Whether the last of several lines holds one: it carries the cause."""
        return not self.links and said.last != said.words and found(self.phrases, said.last)
