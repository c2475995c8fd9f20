"""What a desktop looks for under share/, by its name there: the same for a package and for an archive."""

from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from icons import png
from linux.changes import Release
from linux.metainfo import NAME, metainfo
from linux.tidy import zipped

_HERE = Path(__file__).parent
_TOP = _HERE.parent.parent
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def share(
    told: tuple[Release, ...], now: datetime, pictures: str | None, copyright_text: str
) -> dict[str, bytes]:
    """Return the files. `now` dates a release without a date; `pictures` is a web address, or None."""
    return {
        "applications/tegata.desktop": (_HERE / "tegata.desktop").read_bytes(),
        f"metainfo/{NAME}": metainfo(told, now, pictures),
        **_icons(),
        **_manuals(),
        "doc/tegata/copyright": copyright_text.encode(),
    }


def _icons() -> dict[str, bytes]:
    keep = QGuiApplication.instance() or QGuiApplication(["tegata", "-platform", "offscreen"])
    home = "icons/hicolor"
    icons = {f"{home}/{size}x{size}/apps/tegata.png": png(size) for size in ICON_SIZES}
    del keep  # Qt draws no picture without an application
    outline = (_TOP / "resources" / "icons" / "tegata.svg").read_bytes()
    return icons | {f"{home}/scalable/apps/tegata.svg": outline}


def _manuals() -> dict[str, bytes]:
    pages = sorted((_HERE / "man").rglob("*.1"))
    folders = {each: each.parent.relative_to(_HERE) / "man1" for each in pages}
    return {f"{folder}/{page.name}.gz": zipped(page.read_bytes()) for page, folder in folders.items()}
