"""What servers have shown as the text that the database keeps, and back.

Other versions of Tegata know more of it, or less: a key that is missing has its default, and one that is not
known is passed over.
"""

import json
from dataclasses import Field, asdict, fields
from types import UnionType
from typing import Any, get_args, get_origin

from tegata.relay.learned import Learned


def encode_learned(learned: Learned) -> str:
    """Return one line of ASCII; a server's words may hold anything at all."""
    return json.dumps(asdict(learned))


def decode_learned(text: str) -> Learned:
    """Return what was learned; nothing where the text cannot be read, for it can be learned again."""
    try:
        table = json.loads(text)
        known = {
            field.name: _read(field, table[field.name]) for field in fields(Learned) if field.name in table
        }
    except (ValueError, TypeError):
        return Learned()
    return Learned(**known)


def _read(field: "Field[Any]", value: object) -> Any:
    """Return the value as the field holds it. Raises TypeError where it is not of the field's type."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = tuple(value)
    kinds = get_args(field.type) if isinstance(field.type, UnionType) else (field.type,)
    if type(value) not in {get_origin(kind) or kind for kind in kinds}:
        raise TypeError(f"{field.name} cannot be {value!r}")
    return value
