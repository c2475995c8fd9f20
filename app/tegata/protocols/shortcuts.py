"""Flights that may be saved at one server, and how it turned out that one may not.

Each is lawful by what the server offers. A server may still not keep its word: nothing is delivered then, and
the letter goes once more, on a new line and without that shortcut.
"""

from dataclasses import dataclass
from enum import StrEnum

from tegata.protocols.outcome import Outcomes, Trouble
from tegata.protocols.smtp_session import SessionOpen


class Shortfall(StrEnum):
    """The shortcut that failed."""

    CHUNKING = "chunking"  # BDAT is not known, although CHUNKING is offered
    RIDING = "riding"  # AUTH is not taken in a flight with other commands, although PIPELINING is offered


MISUNDERSTOOD = frozenset({Trouble.CONN_DROPPED, Trouble.GARBAGE})
"""How the line of a server ends that does not take what it offers."""


class Stranger(StrEnum):
    """What a server does with a letter that comes without AUTH."""

    REFUSED = "refused"  # for a recipient that it takes with AUTH
    REFUSED_AT_ONCE = "refused-at-once"  # for whomever it is: MAIL is refused
    WELCOME = "welcome"


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """What may be saved.

    With `chunking` the letter goes by BDAT where that is offered. `letter_with_auth`: the server is known to
    refuse these recipients to strangers, so the letter itself may fly with AUTH; if the password is wrong, so
    is all behind it. `ask_as_stranger` is a recipient to ask for before AUTH, in the same flight, to learn
    that.
    """

    chunking: bool = True
    letter_with_auth: bool = False
    ask_as_stranger: str | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """How a letter fared. `session` is ready for the next one; None where the line is of no more use.

    `stranger` is set if that was asked, or came to light. With a `shortfall`, nothing was delivered.
    """

    outcomes: Outcomes
    session: SessionOpen | None
    shortfall: Shortfall | None = None
    stranger: Stranger | None = None
