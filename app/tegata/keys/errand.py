"""What is asked of the keyring and what it answers, as values that another process can be sent."""

from dataclasses import dataclass
from enum import StrEnum

from tegata.keys.key_trouble import KeyTrouble
from tegata.secret import Secret

Answer = Secret | KeyTrouble | None
"""A password that was asked for, or why not; None: it is done."""

NO_SECRET = Secret("")


class Deed(StrEnum):
    """What there is to do. Only `UNLOCK` may prompt the user."""

    GET = "get"
    SET = "set"
    DELETE = "delete"
    LOOK = "look"  # whether it is there, and open
    UNLOCK = "unlock"


@dataclass(frozen=True, slots=True)
class Errand:
    """One deed at one entry; what is kept under the name `older` is taken along, or goes."""

    deed: Deed
    entry: str = ""
    older: str | None = None
    password: Secret = NO_SECRET  # what `SET` keeps
