"""Errands and answers as lines of JSON. A line may hold a password: only a pipe ever carries it."""

import json
from typing import Any

from tegata.keys.errand import Answer, Deed, Errand
from tegata.keys.key_trouble import KeyTrouble
from tegata.secret import Secret

LONGEST = 1 << 20
"""Octets. Tokens have some thousand characters; what is longer is no line of ours."""


def errand_line(errand: Errand) -> bytes:
    """Return the line that asks for it."""
    keep = errand.password.reveal()
    return _line({"deed": errand.deed, "entry": errand.entry, "older": errand.older, "keep": keep})


def read_errand(line: bytes) -> Errand:
    """Return what the line asks for. Raises ValueError where it is none of ours."""
    match _read(line):
        case {"deed": str(deed), "entry": str(entry), "older": None | str() as older, "keep": str(text)}:
            return Errand(Deed(deed), entry, older, Secret(text))
    raise ValueError("no errand")


def answer_line(answer: Answer) -> bytes:
    """Return the line that says it."""
    match answer:
        case Secret():
            return _line({"password": answer.reveal()})
        case KeyTrouble():
            return _line({"trouble": answer})
        case None:
            return _line({"done": True})


def read_answer(line: bytes) -> Answer:
    """Return what the line says. Raises ValueError where it is no answer, or none has come."""
    match _read(line):
        case {"password": str(text)}:
            return Secret(text)
        case {"trouble": str(trouble)}:
            return KeyTrouble(trouble)
        case {"done": True}:
            return None
    raise ValueError("no answer")


def _line(content: dict[str, object]) -> bytes:
    return json.dumps(content).encode("ascii") + b"\n"


def _read(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise ValueError("no JSON") from None  # json's own error carries the line
