"""What a process has said before it ended: its promises, and what the next start finds."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """One line. `subject` is the letter it is about, `more` what else was said."""

    what: str
    subject: str = ""
    more: dict[str, Any] | None = None


def read_diary(octets: bytes) -> tuple[Said, ...]:
    """Return the lines that are whole."""
    lines = [json.loads(line) for line in octets.split(b"\n")[:-1]]
    return tuple(Said(line.pop("what"), line.pop("subject", ""), line) for line in lines)
