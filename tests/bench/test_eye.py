"""Seeing a window painted: what the server has filled does not count, nor what was there before."""

import struct
from pathlib import Path

import pytest

from tests.bench.eye import _COLUMN, _ROW, _is_painted, _Memory, _part

WHITE, GREY, INK = 0xFFFFFF, 0xDDDDDD, 0x222222
OLD = [INK] * 1000
FILLED = [WHITE] * 1000
PAINTED = [*[WHITE] * 900, *[GREY] * 60, *[INK] * 40]


def test_a_window_of_several_colours_is_painted() -> None:
    assert _is_painted(OLD, PAINTED, plain=False)


def test_what_the_server_has_filled_is_not_painted_yet() -> None:
    assert not _is_painted(OLD, FILLED, plain=False)
    assert _is_painted(OLD, FILLED, plain=True)


def test_what_stood_there_before_is_not_the_window() -> None:
    assert not _is_painted(PAINTED, PAINTED, plain=False)


def test_a_window_out_of_sight_is_not_painted() -> None:
    assert not _is_painted([], [], plain=True)


@pytest.mark.parametrize("box", [(0, 0, _COLUMN * 2, _ROW * 2), (-_COLUMN, -_ROW, _COLUMN * 3, _ROW * 3)])
def test_a_windows_part_is_cut_out(box: tuple[int, int, int, int]) -> None:
    assert _part([[1, 2, 3], [4, 5, 6], [7, 8, 9]], box) == [1, 2, 4, 5]


def test_the_servers_pixels_are_read_row_by_row(tmp_path: Path) -> None:
    width, height = _COLUMN * 2, _ROW * 2
    header = [100, 7, 2, 24, width, height, 0, 0, 32, 0, 32, 32, width * 4, *[0] * 6, 1, *[0] * 5]
    rows = [[row * 1000 + column for column in range(width)] for row in range(height)]
    pixels = b"".join(struct.pack(f"{width}I", *row) for row in rows)
    file = tmp_path / "screen"
    file.write_bytes(struct.pack(">25I", *header) + bytes(12) + pixels)
    assert _Memory(file).grid() == [[0, _COLUMN], [_ROW * 1000, _ROW * 1000 + _COLUMN]]
