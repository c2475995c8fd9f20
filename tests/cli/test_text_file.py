"""Text from a file or from standard input."""

import io
import sys
from pathlib import Path

import pytest

from tegata.cli.desk import CannotOpen
from tegata.cli.text_file import text_of


@pytest.mark.parametrize("octets", ["手形\r\n".encode(), "\ufeff手形\r\n".encode()])
def test_a_file_says_what_it_says_with_or_without_a_byte_order_mark(tmp_path: Path, octets: bytes) -> None:
    (tmp_path / "text").write_bytes(octets)
    assert text_of(str(tmp_path / "text")) == "手形\r\n"


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("手形".encode()), "ascii"))
    assert text_of("-") == "手形"


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="none: No such file"):
        text_of(str(tmp_path / "none"))
    (tmp_path / "latin").write_bytes(b"\xff\xfe")
    with pytest.raises(CannotOpen, match="latin: not UTF-8 text"):
        text_of(str(tmp_path / "latin"))
