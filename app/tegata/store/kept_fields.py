"""Reads a value whose fields another version of Tegata wrote: it knows more of them, or fewer."""

from dataclasses import Field, fields
from types import UnionType
from typing import Any, get_args, get_origin


def known_fields(kind: type[Any], table: dict[str, object]) -> dict[str, Any]:
    """Return those entries that are fields of the dataclass `kind`; what it does not know is passed over.

    Lists of text come back as tuples. Raises TypeError where a value is not of its field's type.
    """
    return {field.name: _read(field, table[field.name]) for field in fields(kind) if field.name in table}


def _read(field: "Field[Any]", value: object) -> Any:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = tuple(value)
    kinds = get_args(field.type) if isinstance(field.type, UnionType) else (field.type,)
    if type(value) not in {get_origin(kind) or kind for kind in kinds}:
        raise TypeError(f"{field.name} cannot be {value!r}")
    return value
