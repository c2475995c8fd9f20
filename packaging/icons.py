"""The application's icon in files, for the systems that want it so: PNG, ICO (Windows), ICNS (macOS).

`python packaging/icons.py FILE…` writes tegata.ico and tegata.icns at the paths given, by their endings.
"""

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication

from tegata.gui.icons import app_picture

_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Apple's names for a PNG of so many pixels; some sizes stand twice, as themselves and as twice the half.
_ICNS_TYPES = {
    b"icp4": 16,
    b"ic11": 32,
    b"icp5": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}


def png(size: int) -> bytes:
    """Return the icon as a PNG, `size` pixels wide. Needs a QGuiApplication."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    app_picture(size).save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico() -> bytes:
    """Return an ICO file of PNGs, as Windows reads them since Vista."""
    pictures = [png(size) for size in _ICO_SIZES]
    place = struct.calcsize("<3H") + struct.calcsize("<4B2H2I") * len(pictures)
    entries = []
    for size, picture in zip(_ICO_SIZES, pictures, strict=True):
        width = size % 256  # a 0 means 256
        entries.append(struct.pack("<4B2H2I", width, width, 0, 0, 1, 32, len(picture), place))
        place += len(picture)
    return b"".join((struct.pack("<3H", 0, 1, len(pictures)), *entries, *pictures))


def icns() -> bytes:
    """Return an ICNS file of PNGs."""
    pictures = [(name, png(size)) for name, size in _ICNS_TYPES.items()]
    chunks = b"".join(name + struct.pack(">I", len(picture) + 8) + picture for name, picture in pictures)
    return b"icns" + struct.pack(">I", len(chunks) + 8) + chunks


def write(paths: list[str]) -> None:
    """Write the icon to each path, as its ending asks for. Raises KeyError for another, and OSError."""
    makers = {".ico": ico, ".icns": icns}
    for path in map(Path, paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(makers[path.suffix]())


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication(sys.argv[:1])
    write(sys.argv[1:])
