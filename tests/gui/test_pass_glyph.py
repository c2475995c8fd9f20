"""The tag: outlined or filled, with its mark."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tegata.gui import pass_glyph
from tegata.gui.pass_glyph import Mark

BOX = QRectF(0, 0, 48, 48)


def drawn(*, filled: bool, mark: Mark = Mark.NONE) -> QImage:
    canvas = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(QColor("#ffffff"))
    painter = QPainter(canvas)
    if filled:
        pass_glyph.paint_filled(painter, BOX, "#000000")
    else:
        pass_glyph.paint_outline(painter, BOX, mark, "#000000")
    painter.end()
    return canvas


def test_the_outline_leaves_its_middle_empty() -> None:
    assert drawn(filled=False).pixelColor(24, 30) == QColor("#ffffff")


@pytest.mark.parametrize("mark", [Mark.CHECK, Mark.CROSS, Mark.QUESTION])
def test_each_mark_is_told_apart_by_shape(mark: Mark) -> None:
    others = [drawn(filled=False, mark=other) for other in Mark if other is not mark]
    assert all(drawn(filled=False, mark=mark) != other for other in others)


def test_the_filled_tag_lets_the_ground_through_at_hole_and_check() -> None:
    image = drawn(filled=True)
    assert image.pixelColor(24, 14) == QColor("#ffffff")  # the hole
    assert image.pixelColor(22, 34) == QColor("#ffffff")  # the corner of the check
    assert image.pixelColor(14, 40) == QColor("#000000")
