"""Icons: the vendored ones draw in the colour asked for, sharply."""

from importlib.resources import files

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tegata.gui import icons

NAMES = sorted(
    each.name.removesuffix(".svg")
    for each in files("tegata.resources").joinpath("icons", "lucide").iterdir()
    if each.name.endswith(".svg")
)


def inked(image: QImage, colour: str) -> int:
    wanted = QColor(colour)
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y) == wanted for x, y in points)


@pytest.mark.parametrize("name", NAMES)
def test_every_vendored_icon_draws(name: str) -> None:
    assert inked(icons.pixmap(name, 20, "#1b5b8a", 2.0).toImage(), "#1b5b8a") > 5


def test_the_licence_comes_with_them() -> None:
    licence = files("tegata.resources").joinpath("icons", "lucide", "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in licence


def test_a_picture_has_the_devices_own_pixels() -> None:
    picture = icons.pixmap("send", 18, "#000000", 2.0)
    assert picture.width() == 36
    assert picture.devicePixelRatio() == 2.0


def test_painting_stays_inside_its_box() -> None:
    canvas = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(QColor("#ffffff"))
    painter = QPainter(canvas)
    icons.paint(painter, "check", QRectF(10, 10, 20, 20), "#000000")
    painter.end()
    assert canvas.pixelColor(5, 5) == QColor("#ffffff")
    assert inked(canvas, "#000000") > 0


def test_an_unknown_name_is_a_programming_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", 18, "#000000")


def test_the_application_icon_has_a_drawing_for_each_size() -> None:
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes


def test_an_icon_for_menus() -> None:
    assert not icons.icon("check", "#000000").isNull()
