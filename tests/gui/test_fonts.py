"""The type scale grows with the system's font and never becomes too small to read."""

import pytest
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from tegata.gui import fonts
from tegata.gui.fonts import Type


@pytest.mark.parametrize("kind", list(Type))
def test_nothing_is_set_below_twelve_pixels(kind: Type) -> None:
    assert QFontInfo(fonts.font(kind)).pixelSize() >= 12


def test_the_scale_follows_the_applications_font(qapp: QApplication) -> None:
    before = fonts.font(Type.TITLE).pointSizeF()
    larger = QFont(qapp.font())
    larger.setPixelSize(28)
    qapp.setFont(larger)
    assert fonts.font(Type.TITLE).pointSizeF() == pytest.approx(before * 2, rel=0.01)
    assert fonts.line_height(Type.TITLE) == 56
    assert fonts.scaled(72) == 144


def test_japanese_has_more_room_between_the_lines(qapp: QApplication) -> None:
    english = fonts.line_height(Type.LETTER)
    fonts.prepare(qapp, "ja")
    assert fonts.line_height(Type.LETTER) > english


def test_figures_that_change_in_place_have_one_width() -> None:
    assert fonts.font(Type.TIME).isFeatureSet(QFont.Tag("tnum"))
    assert fonts.tabular(fonts.font(Type.BASE)).isFeatureSet(QFont.Tag("tnum"))


def test_a_weight_can_be_asked_for() -> None:
    assert fonts.font(Type.BASE, QFont.Weight.Medium).weight() == QFont.Weight.Medium
