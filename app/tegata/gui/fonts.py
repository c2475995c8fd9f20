"""The type scale: every size is a factor of the system's own UI font."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

_BASE_PIXELS = 14.0  # what the scale below is written for
_SMALLEST = 12.0  # nothing is ever set smaller
_GENERIC = {"Sans Serif", "Sans", "sans-serif"}  # fontconfig's answer where no desktop names a font
_WITHOUT_DESKTOP = ["Inter", "Noto Sans", "Cantarell", "Ubuntu"]
_JAPANESE = ["Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", "Hiragino Sans", "IPAexGothic"]


class Type(StrEnum):
    """A place in the scale."""

    DISPLAY = "display"  # the time in the large ring
    TITLE = "title"  # page and card headline
    TIME = "time"  # the time beside the small ring
    HEADING = "heading"  # section, subject, state line
    LETTER = "letter"  # the body being written
    BASE = "base"
    SMALL = "small"  # second lines, labels, times
    MONO = "mono"  # server lines, transcript


@dataclass(frozen=True, slots=True)
class _Size:
    pixels: float
    line: int
    weight: QFont.Weight = QFont.Weight.Normal
    tabular: bool = False  # figures that change in place


_SCALE: Mapping[Type, _Size] = {
    Type.DISPLAY: _Size(25, 30, QFont.Weight.DemiBold, tabular=True),
    Type.TITLE: _Size(20, 28, QFont.Weight.DemiBold),
    Type.TIME: _Size(18, 22, QFont.Weight.DemiBold, tabular=True),
    Type.HEADING: _Size(15, 22, QFont.Weight.DemiBold),
    Type.LETTER: _Size(15, 23),
    Type.BASE: _Size(14, 20),
    Type.SMALL: _Size(12.5, 18),
    Type.MONO: _Size(12.5, 19),
}
_JAPANESE_SCALE: Mapping[Type, _Size] = dict(_SCALE) | {
    Type.TITLE: _Size(19, 30, QFont.Weight.DemiBold),
    Type.LETTER: _Size(15, 26),
    Type.BASE: _Size(13.5, 22),
    Type.SMALL: _Size(12.5, 19),
}

_scale: Mapping[Type, _Size] = _SCALE


def prepare(app: QGuiApplication, language: str) -> None:
    """Set the application's font: the system's, never below the size that the page's heights are made for.

    Han characters get their Japanese shapes unless the system itself speaks Chinese or Korean.
    """
    global _scale
    _scale = _JAPANESE_SCALE if language == "ja" else _SCALE
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    face = QFont(system)
    face.setFamilies(_families(system))
    face.setPixelSize(round(max(QFontInfo(system).pixelSize(), _BASE_PIXELS)))
    app.setFont(face)


def font(kind: Type, weight: QFont.Weight | None = None) -> QFont:
    """Return the font for a place in the scale, heavier or lighter if asked."""
    size = _scale[kind]
    face = _mono() if kind is Type.MONO else QFont(QGuiApplication.font())
    face.setPointSizeF(
        max(size.pixels * _factor(), _SMALLEST) * 72 / _dots_per_inch()
    )  # pixels may be halves
    face.setWeight(weight or size.weight)
    if size.tabular:
        face.setFeature(QFont.Tag("tnum"), 1)
    return face


def tabular(face: QFont) -> QFont:
    """Return the font with figures of one width, for numbers that change in place."""
    copy = QFont(face)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def line_height(kind: Type) -> int:
    """Return the line's height in logical pixels; a minimum, text may need more."""
    return round(_scale[kind].line * _factor())


def scaled(pixels: int) -> int:
    """Return a length that has to grow with the text, such as the column that words stand in."""
    return round(pixels * _factor())


def _families(system: QFont) -> list[str]:
    real = QFontInfo(system).family()  # an alias such as "Sans Serif" counts for nothing in a list
    latin = [*_WITHOUT_DESKTOP, real] if system.family() in _GENERIC else [real]
    if QLocale.system().language() in {QLocale.Language.Chinese, QLocale.Language.Korean}:
        return latin
    return latin + _JAPANESE


def _mono() -> QFont:
    face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    face.setFamilies([QFontInfo(face).family(), "Noto Sans Mono CJK JP", *_JAPANESE])
    return face


def _factor() -> float:
    return QGuiApplication.font().pixelSize() / _BASE_PIXELS


def _dots_per_inch() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInch()
