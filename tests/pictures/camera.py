"""Takes a picture of a window with whatever has opened over it, on a sheet with a thin edge."""

import asyncio
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

_CORNER = 8
_MARGIN = 12
_EDGE = QColor(128, 128, 128)
_SMALLEST = 0


class Camera:
    """Writes `NAME-LOOK.png` into a directory."""

    def __init__(self, directory: Path, look: str) -> None:
        self._directory = directory
        self._look = look

    async def take(self, name: str, window: QWidget, *over: QWidget) -> None:
        """Take the window, and over it dialogs and popups where they stand, once all has been painted."""
        await asyncio.sleep(0.3)
        frames = [QRect(each.mapToGlobal(QPoint()), each.size()) for each in (window, *over)]
        whole = frames[0]
        for frame in frames[1:]:
            whole = whole.united(frame)
        whole = whole.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        sheet = QPixmap(whole.size() * window.devicePixelRatioF())
        sheet.setDevicePixelRatio(window.devicePixelRatioF())
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for each, frame in zip((window, *over), frames, strict=True):
            _paint(painter, each, QRectF(frame.translated(-whole.topLeft())))
        painter.end()
        path = self._directory / f"{name}-{self._look}.png"
        if not _few_colours(sheet).save(str(path), "PNG", _SMALLEST):  # type: ignore[call-overload]
            raise OSError(f"cannot write {path}")


def _few_colours(sheet: QPixmap) -> QImage:
    """Its 256 commonest colours are enough for a window, and take a fifth of the room."""
    image = sheet.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = Counter(memoryview(image.constBits()).cast("I"))
    return image.convertToFormat(
        QImage.Format.Format_Indexed8, [colour for colour, _n in pixels.most_common(256)]
    )


def _paint(painter: QPainter, widget: QWidget, frame: QRectF) -> None:
    if widget.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground):  # it has corners and an edge itself
        painter.drawPixmap(frame.topLeft(), widget.grab())
        return
    outline = QPainterPath()
    outline.addRoundedRect(frame, _CORNER, _CORNER)
    painter.save()
    painter.setClipPath(outline)
    painter.drawPixmap(frame.topLeft(), widget.grab())
    painter.restore()
    painter.setPen(_EDGE)
    painter.drawPath(outline)
