"""Icons, sharp at every size: lucide's outlines in the colour and at the device pixel ratio asked for."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tegata.resources import FOLDER

SMALL = 16  # beside small text
TOOL = 18  # in tools and rows
CARD = 20
_STROKE = "1.75"
_DEVICE_RATIOS = (1.0, 1.5, 2.0, 3.0)


def paint(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw the icon `name` (a lucide name) into `rect`. Raises FileNotFoundError for a name not vendored."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect.topLeft(), pixmap(name, round(rect.width()), colour, ratio))


@cache
def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of `size` logical pixels for a device of that pixel ratio."""
    renderer = _renderer(name, QColor(colour).name())
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, size: int = TOOL) -> QIcon:
    """Return a QIcon in one colour, for the places that only take those: menus, combo boxes, actions."""
    made = QIcon()
    for ratio in _DEVICE_RATIOS:
        made.addPixmap(pixmap(name, size, colour, ratio))
    return made


def app_icon() -> QIcon:
    """Return the application's icon in the sizes that windows and desktops show."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(app_picture(size))
    return made


def app_picture(size: int) -> QPixmap:
    """Return the application's icon `size` pixels wide: a drawing of its own below 24 and below 48 pixels."""
    drawing = "tegata-16" if size < 24 else "tegata-32" if size < 48 else "tegata"
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _app_renderer(drawing).render(painter)
    painter.end()
    return picture


@cache
def _app_renderer(drawing: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_read(f"{drawing}.svg").encode()))


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = _read(f"lucide/{name}.svg").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.replace('stroke-width="2"', f'stroke-width="{_STROKE}"').encode()))


def _read(name: str) -> str:
    drawing: str = (FOLDER / "icons" / name).read_text(encoding="utf-8")
    return drawing
