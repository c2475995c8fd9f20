"""Icons: the vendored ones draw in the colour asked for, sharply."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tegata.gui import icons
from tegata.resources import FOLDER

NAMES = sorted(
    each.name.removesuffix(".svg")
    for each in (FOLDER / "icons" / "lucide").iterdir()
    if each.name.endswith(".svg")
)


def inked(image: QImage, colour: str) -> int:
    wanted = QColor(colour)
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y) == wanted for x, y in points)


def nearest(seen: QColor, *colours: str) -> str:
    def distance(colour: str) -> int:
        other = QColor(colour)
        return sum(abs(a - b) for a, b in zip(seen.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]

    return min(colours, key=distance)


@pytest.mark.parametrize("name", NAMES)
def test_every_vendored_icon_draws(name: str) -> None:
    assert inked(icons.pixmap(name, 20, "#1b5b8a", 2.0).toImage(), "#1b5b8a") > 5


def test_the_licence_comes_with_them() -> None:
    licence = (FOLDER / "icons" / "lucide" / "LICENSE").read_text(encoding="utf-8")
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


def drawing_of(picture: QImage) -> str:
    """Tell the drawing: the smallest has no bird in its seal, and the largest a hole of another brown."""
    size = picture.width()
    seal = picture.pixelColor(round(size * 0.53), round(size * 0.625))
    if nearest(seal, "#c8402a", "#fff7ea") == "#c8402a":
        return "tegata-16"
    hole = picture.pixelColor(size // 2, round(size * 0.215))
    return {"#6b431b": "tegata-32", "#7a4f22": "tegata"}[nearest(hole, "#6b431b", "#7a4f22")]


@pytest.mark.parametrize(
    ("size", "drawing"),
    [(16, "tegata-16"), (24, "tegata-32"), (47, "tegata-32"), (48, "tegata"), (512, "tegata")],
)
def test_the_application_icon_is_drawn_for_its_size(size: int, drawing: str) -> None:
    picture = icons.app_picture(size).toImage()
    assert picture.width() == size
    assert drawing_of(picture) == drawing


def test_an_icon_for_menus() -> None:
    assert not icons.icon("check", "#000000").isNull()
