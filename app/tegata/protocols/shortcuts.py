"""Flights that may be saved at one server, and how it turned out that one may not.

Each is lawful by what the server offers. A server may still not keep its word: nothing is delivered then, and
the letter goes once more, on a new line and without that shortcut.
"""

from dataclasses import dataclass
from enum import StrEnum

from tegata.protocols.outcome import Outcomes
from tegata.protocols.smtp_session import SessionOpen


class Shortfall(StrEnum):
    """The shortcut that failed."""

    CHUNKING = "chunking"  # BDAT is not known, although CHUNKING is offered
    RIDING = "riding"  # AUTH is not taken in a flight with other commands, although PIPELINING is offered


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """What may be saved.

    With `chunking` the letter goes by BDAT where that is offered. A server that `refuses_strangers` takes no
    mail without AUTH, so the letter itself may fly with AUTH: if the password is wrong, so is all behind it.
    None: not known; the server is then asked in the same flight whether it would take a stranger's letter.
    """

    chunking: bool = True
    refuses_strangers: bool | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """How a letter fared. `session` is ready for the next one; None where the line is of no more use.

    `refuses_strangers` is set if that was asked. With a `shortfall`, nothing was delivered.
    """

    outcomes: Outcomes
    session: SessionOpen | None
    shortfall: Shortfall | None = None
    refuses_strangers: bool | None = None
