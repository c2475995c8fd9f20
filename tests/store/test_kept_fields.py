"""Fields another version wrote: known ones are read, unknown ones passed over, wrong ones not believed."""

from dataclasses import dataclass

import pytest

from tegata.store.kept_fields import known_fields


@dataclass(frozen=True)
class Stall:
    name: str
    fruits: tuple[str, ...] = ()
    price: float | None = None


@pytest.mark.parametrize(
    ("table", "known"),
    [
        ({"name": "Ola"}, {"name": "Ola"}),
        ({"name": "Ola", "colour": "green"}, {"name": "Ola"}),
        ({"fruits": ["pear", "plum"], "price": None}, {"fruits": ("pear", "plum"), "price": None}),
        ({}, {}),
    ],
)
def test_only_what_is_known_is_read(table: dict[str, object], known: dict[str, object]) -> None:
    assert known_fields(Stall, table) == known


@pytest.mark.parametrize("table", [{"name": 7}, {"name": None}, {"fruits": ["pear", 7]}, {"price": "2"}])
def test_a_value_of_another_kind_is_a_fault(table: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        known_fields(Stall, table)
