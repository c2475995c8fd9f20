"""What a look into the mailbox comes to: values, known without the dialogue that finds them."""

from dataclasses import dataclass
from enum import StrEnum

from tegata.protocols.reply import PopReply


class Trace(StrEnum):
    """What was found of the letter. Each says that the server had accepted it."""

    OWN_COPY = "own-copy"
    ANSWERED = "answered"  # a reply, or a report of success or delay
    RETURNED = "returned"  # a report that somebody could not be reached


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look came to: the traces, and how many letters were looked at."""

    traces: frozenset[Trace]
    letters: int


@dataclass(frozen=True, slots=True)
class NoTop:
    """The server does not show the beginnings of letters: nobody can look."""

    reply: PopReply
