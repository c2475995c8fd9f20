"""Stations and the links between them: circles with an icon, and whether a letter gets from one to the next.

An arrow means that it gets through, a cross that it does not: told by shape first, by colour second.
"""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tegata.gui import icons, theme

_RING = 2.0
_LINE = 2.5
_HEAD = 6.0  # length of an arrow head's arms
_AIR = 3.0  # between a link and the circles it joins
_DISC = 8.5
_SMALL = 20.0  # a circle that takes an icon of a button
_ARM = 3.0  # of the cross on its disc


def paint_station(
    painter: QPainter, centre: QPointF, radius: float, icon: str, *, reached: bool = False, pale: bool = False
) -> None:
    """Draw a circle with an icon; a pale one has no part in the way, or is not reached."""
    tokens = theme.current()
    unreached = tokens.hairline if pale else tokens.border
    painter.setPen(QPen(QColor(tokens.go if reached else unreached), _RING))
    painter.setBrush(QColor(tokens.paper))
    painter.drawEllipse(centre, radius - _RING / 2, radius - _RING / 2)
    side = icons.CARD if radius > _SMALL else icons.TOOL
    box = QRectF(0, 0, side, side)
    box.moveCenter(centre)
    icons.paint(painter, icon, box, tokens.ink_3 if pale else tokens.ink)


def paint_link(painter: QPainter, start: QPointF, end: QPointF, radius: float, *, passes: bool) -> None:
    """Draw the link from the circle of `radius` around `start` to the one around `end`."""
    tokens = theme.current()
    whole = QLineF(start, end)
    cut = (radius + _AIR) / whole.length()
    line = QLineF(whole.pointAt(cut), whole.pointAt(1 - cut))
    painter.setPen(_round(tokens.go if passes else tokens.danger, _LINE))
    painter.drawLine(line)
    if passes:
        _paint_head(painter, line)
    else:
        paint_cross(painter, line.center())


def paint_dots(painter: QPainter, start: QPointF, end: QPointF, radius: float) -> None:
    """Draw a link that nothing is known of."""
    whole = QLineF(start, end)
    cut = (radius + _AIR) / whole.length()
    pen = _round(theme.current().ink_3, _LINE)
    pen.setDashPattern([0.1, 3.0])
    painter.setPen(pen)
    painter.drawLine(QLineF(whole.pointAt(cut), whole.pointAt(1 - cut)))


def paint_cross(painter: QPainter, centre: QPointF) -> None:
    """Draw what stops a letter: a light cross on a dark disc."""
    tokens = theme.current()
    painter.setPen(QPen(QColor(tokens.paper), 2))
    painter.setBrush(QColor(tokens.danger))
    painter.drawEllipse(centre, _DISC, _DISC)
    painter.setPen(_round(tokens.paper, 2.0))
    painter.drawLine(centre + QPointF(-_ARM, -_ARM), centre + QPointF(_ARM, _ARM))
    painter.drawLine(centre + QPointF(-_ARM, _ARM), centre + QPointF(_ARM, -_ARM))


def paint_check(painter: QPainter, centre: QPointF) -> None:
    """Draw what lets a letter pass: a check in a ring."""
    tokens = theme.current()
    painter.setPen(QPen(QColor(tokens.go), _RING))
    painter.setBrush(QColor(tokens.paper))
    painter.drawEllipse(centre, _DISC, _DISC)
    painter.setPen(_round(tokens.go, 2.0))
    painter.drawPolyline([centre + QPointF(-3.5, 0.5), centre + QPointF(-1, 3), centre + QPointF(3.5, -2.5)])


def _paint_head(painter: QPainter, line: QLineF) -> None:
    back = QLineF(line.p2(), line.p1())
    for side in (-40, 40):
        arm = QLineF(back)
        arm.setAngle(back.angle() + side)
        arm.setLength(_HEAD)
        painter.drawLine(arm)


def _round(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
