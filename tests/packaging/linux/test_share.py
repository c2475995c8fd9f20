import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from linux.changes import Release
from linux.share import ICON_SIZES, share

TOP = Path(__file__).parent.parent.parent.parent
TOLD = (Release("0.1.0", None, "The first one.", ()),)


@pytest.fixture
def files(qapp: QApplication) -> dict[str, bytes]:
    return share(TOLD, datetime(2026, 12, 24, tzinfo=UTC), None, "Copyright")


@pytest.mark.parametrize("size", ICON_SIZES)
def test_the_icon_is_there_in_every_size(files: dict[str, bytes], size: int) -> None:
    picture = QImage.fromData(files[f"icons/hicolor/{size}x{size}/apps/tegata.png"])
    assert (picture.width(), picture.height()) == (size, size)
    assert picture.pixelColor(size // 2, size // 2).alpha() == 255


def test_what_a_desktop_looks_for_is_where_it_looks(files: dict[str, bytes]) -> None:
    assert {
        "applications/tegata.desktop",
        "metainfo/alt.tegata.mailer.metainfo.xml",
        "icons/hicolor/scalable/apps/tegata.svg",
        "man/man1/tegata.1.gz",
        "man/ja/man1/tegata.1.gz",
        "doc/tegata/copyright",
    } <= set(files)
    english = (TOP / "packaging" / "linux" / "man" / "tegata.1").read_bytes()
    assert gzip.decompress(files["man/man1/tegata.1.gz"]) == english
    assert files["doc/tegata/copyright"] == b"Copyright"
