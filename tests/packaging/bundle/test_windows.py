"""The version resource, read as PyInstaller reads it: by evaluating it with classes of these names."""

from typing import Any

import pytest

from tegata import __version__
from tests.packaging.parts import part

windows = part("bundle/windows.py")
COPYRIGHT = 'Copyright (c) 2026 Anna\'s "firm"'


class Node:
    """Keeps what it was made of."""

    def __init__(self, *positional: Any, **named: Any) -> None:
        self.positional = positional
        self.named = named


NAMES = (
    "VSVersionInfo",
    "FixedFileInfo",
    "StringFileInfo",
    "StringTable",
    "StringStruct",
    "VarFileInfo",
    "VarStruct",
)


def read(version: str) -> Node:
    found = eval(windows.version_resource(version, COPYRIGHT), dict.fromkeys(NAMES, Node))  # noqa: S307 - our own text
    assert isinstance(found, Node)
    return found


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("1.2.3.4", (1, 2, 3, 4))]
)
def test_the_numbers_are_four(version: str, numbers: tuple[int, ...]) -> None:
    fixed = read(version).named["ffi"].named
    assert fixed["filevers"] == fixed["prodvers"] == numbers


def test_it_is_described_in_two_languages() -> None:
    tables, _languages = read(__version__).named["kids"]
    texts = {
        table.positional[0]: dict(struct.positional for struct in table.positional[1])
        for table in tables.positional[0]
    }
    assert set(texts) == {"040904B0", "041104B0"}
    assert "mini mailer" in texts["040904B0"]["FileDescription"]
    assert "ミニメーラー" in texts["041104B0"]["FileDescription"]
    for table in texts.values():
        assert table["ProductVersion"] == __version__
        assert table["LegalCopyright"] == COPYRIGHT
