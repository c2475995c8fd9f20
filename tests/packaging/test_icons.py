"""The icon files for Windows and macOS, read back piece by piece."""

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.packaging.parts import part

icons = part("icons.py")
pytestmark = pytest.mark.usefixtures("qapp")


def width(png: bytes) -> int:
    picture = QImage.fromData(png)
    assert picture.width() == picture.height()
    return picture.width()


@pytest.mark.parametrize("size", [16, 48, 256])
def test_a_png_has_its_size_and_a_clear_ground(size: int) -> None:
    picture = QImage.fromData(icons.png(size))
    assert (picture.width(), picture.height()) == (size, size)
    assert picture.pixelColor(0, 0).alpha() == 0


def test_an_ico_holds_a_picture_of_each_size_where_it_says() -> None:
    data = icons.ico()
    reserved, kind, count = struct.unpack_from("<3H", data)
    entries = [struct.unpack_from("<4B2H2I", data, 6 + 16 * number) for number in range(count)]
    assert (reserved, kind) == (0, 1)
    assert [entry[0] or 256 for entry in entries] == [16, 24, 32, 48, 64, 128, 256]
    assert [width(data[entry[7] : entry[7] + entry[6]]) for entry in entries] == [
        entry[0] or 256 for entry in entries
    ]
    assert entries[-1][7] + entries[-1][6] == len(data)


def test_an_icns_holds_a_picture_of_each_kind() -> None:
    data = icons.icns()
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    found, place = {}, 8
    while place < len(data):
        name, length = struct.unpack_from(">4sI", data, place)
        found[name] = width(data[place + 8 : place + length])
        place += length
    assert place == len(data)
    assert found[b"ic07"] == 128
    assert found[b"ic10"] == 1024
    assert found[b"ic11"] == 32


def test_the_files_are_written_by_their_endings(tmp_path: Path) -> None:
    icons.write([str(tmp_path / "new" / "tegata.ico"), str(tmp_path / "tegata.icns")])
    assert (tmp_path / "new" / "tegata.ico").read_bytes() == icons.ico()
    assert (tmp_path / "tegata.icns").read_bytes() == icons.icns()
