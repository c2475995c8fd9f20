"""What a part of the self-test is, and what it comes to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Figure = str | int | float | bool | None


class State(StrEnum):
    """How a part is. Only `FAILED` makes the whole fail."""

    OK = "ok"
    WARNING = "warning"  # Tegata works, and something is less than it could be
    FAILED = "failed"
    NOT_HERE = "not-here"  # this computer has no such thing, and Tegata does without


@dataclass(frozen=True, slots=True)
class Finding:
    """`fact` is one sentence in the language in use, `advice` what to do, if anything.

    `figures` are for programs, and for a help desk that reads another language.
    """

    state: State
    fact: str
    advice: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Something to look at. `name` is for programs; `title` is marked for the catalogue, and not translated.

    `look` may block, and is run in a thread; what it raises is the part's failure.
    """

    name: str
    title: str
    look: Callable[[], Finding]


@dataclass(frozen=True, slots=True)
class Result:
    """A part that was looked at, in so many milliseconds."""

    part: Part
    finding: Finding
    ms: int
