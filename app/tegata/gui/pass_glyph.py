"""The pass: a small wooden tag with a hole, and what is marked on it. Drawn on a grid of 24."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

_GRID = 24.0
_STROKE = 1.75
_HOLE = QPointF(12, 7)
_HOLE_RADIUS = 1.25


class Mark(StrEnum):
    """What is marked on the tag."""

    NONE = "none"
    CHECK = "check"
    CROSS = "cross"
    QUESTION = "question"


def paint_outline(painter: QPainter, rect: QRectF, mark: Mark, colour: str) -> None:
    """Draw the tag as an outline, with its mark in the same stroke."""
    with _on_grid(painter, rect):
        painter.setPen(_pen(colour, _STROKE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_tag())
        painter.drawPath(_mark(mark))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(_HOLE, _HOLE_RADIUS, _HOLE_RADIUS)
        if mark is Mark.QUESTION:
            painter.drawEllipse(QPointF(12, 18.4), 1, 1)


def paint_filled(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Draw the tag filled, hole and check cut out so that the ground shows through."""
    stroker = QPainterPathStroker(_pen(colour, 2.2))
    shape = _tag().subtracted(stroker.createStroke(_mark(Mark.CHECK)))
    hole = QPainterPath()
    hole.addEllipse(_HOLE, 1.5, 1.5)
    with _on_grid(painter, rect):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPath(shape.subtracted(hole))


def _tag() -> QPainterPath:
    path = QPainterPath(QPointF(11.2, 2.7))
    path.lineTo(6.3, 4.9)
    path.quadTo(5.15, 5.42, 5.1, 6.6)
    path.lineTo(4.6, 19.4)
    path.quadTo(4.52, 21.5, 6.6, 21.5)
    path.lineTo(17.4, 21.5)
    path.quadTo(19.48, 21.5, 19.4, 19.4)
    path.lineTo(18.9, 6.6)
    path.quadTo(18.85, 5.42, 17.7, 4.9)
    path.lineTo(12.8, 2.7)
    path.quadTo(12, 2.34, 11.2, 2.7)
    path.closeSubpath()
    return path


def _mark(mark: Mark) -> QPainterPath:
    path = QPainterPath()
    match mark:
        case Mark.NONE:
            pass
        case Mark.CHECK:
            path.moveTo(8.9, 14.6)
            path.lineTo(11.2, 16.9)
            path.lineTo(15.2, 12.5)
        case Mark.CROSS:
            path.moveTo(9.9, 12.3)
            path.lineTo(14.1, 16.7)
            path.moveTo(14.1, 12.3)
            path.lineTo(9.9, 16.7)
        case Mark.QUESTION:
            path.moveTo(10, 12.5)
            path.cubicTo(10.2, 10.4, 14, 10.5, 14, 12.7)
            path.cubicTo(14, 14.2, 12, 14.2, 12, 15.8)
    return path


def _pen(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


@contextmanager
def _on_grid(painter: QPainter, rect: QRectF) -> Iterator[None]:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)
    yield
    painter.restore()
