"""Where the parts of the path picture lie, for any width: one reckoning for the painter and for the stops."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

RADIUS = 27
_TOP = 36  # of the provider's box, with its name, above the first circle
_BELOW = 8  # from a circle to its words
_BOTTOM = 12  # of the box
_GAP = 74  # between the circles of POP and SMTP, edge to edge: room for the window's words
_ROOM = 76  # less is too little for words under a link
_SIDE = 60  # from the picture's edge to the centre of the outer circles
_OFF = 13  # from the middle of a slanting link to its words
_BOX_LEFT = 50  # from the circles' centre to the box's edges
_BOX_RIGHT = 128


@dataclass(frozen=True, slots=True)
class PathPlaces:
    """Centres of the circles, and rooms for words: of each station, and beside each link."""

    height: int
    you: QPointF
    line: QPointF
    pop: QPointF
    smtp: QPointF
    elsewhere: QPointF
    provider: QRectF
    you_words: QRectF
    line_words: QRectF
    pop_words: QRectF
    smtp_words: QRectF
    elsewhere_words: QRectF
    to_line: QRectF
    to_pop: QRectF
    to_smtp: QRectF
    window: QRectF
    to_elsewhere: QRectF
    has_pop: bool

    @property
    def centres(self) -> tuple[QPointF, ...]:
        """The circles' centres, in the order of the way."""
        pop = (self.pop,) if self.has_pop else ()
        return (self.you, self.line, *pop, self.smtp, self.elsewhere)


def places(width: int, line: int, *, has_pop: bool) -> PathPlaces:
    """Return where everything lies; `line` is the height of a line of words."""
    upper = _TOP + RADIUS
    lower = upper + 2 * RADIUS + _GAP if has_pop else upper
    middle = (upper + lower) / 2
    inner = width - 2 * _SIDE
    you, elsewhere = QPointF(_SIDE, middle), QPointF(width - _SIDE, lower)
    from_line, pop = QPointF(_SIDE + 0.25 * inner, middle), QPointF(_SIDE + 0.57 * inner, upper)
    smtp = QPointF(pop.x(), lower)
    words_of_smtp = _below(smtp, 2 * _BOX_LEFT - 8, line)
    box_bottom = words_of_smtp.bottom() + _BOTTOM
    right = min(_BOX_RIGHT, elsewhere.x() - _SIDE - _BELOW / 2 - pop.x())
    return PathPlaces(
        height=round(box_bottom) + 2,
        you=you,
        line=from_line,
        pop=pop,
        smtp=smtp,
        elsewhere=elsewhere,
        provider=QRectF(pop.x() - _BOX_LEFT, 0, _BOX_LEFT + right, box_bottom),
        you_words=_below(you, 2 * _SIDE, line),
        line_words=_below(from_line, min(120.0, 0.25 * inner), line),
        pop_words=QRectF(pop.x() + RADIUS + 8, upper - line, right - RADIUS - 12, 2 * line),
        smtp_words=words_of_smtp,
        elsewhere_words=_below(elsewhere, 2 * _SIDE, line),
        to_line=_under(you, from_line, line),
        to_pop=_beside(from_line, pop, line).translated(0, -2 * line - _OFF).adjusted(-22, -4, -8, -4),
        to_smtp=_beside(from_line, smtp, line).translated(0, _OFF),
        window=QRectF(pop.x() + 14, (upper + lower) / 2 - 1.5 * line, right - 18, 3 * line),
        to_elsewhere=_under(QPointF(smtp.x() + right - RADIUS, lower), elsewhere, line),
        has_pop=has_pop,
    )


def _below(centre: QPointF, width: float, line: int) -> QRectF:
    return QRectF(centre.x() - width / 2, centre.y() + RADIUS + _BELOW, width, 2 * line)


def _beside(start: QPointF, end: QPointF, line: int) -> QRectF:
    """Return a room around the middle of a slanting link, as wide as the way between the circles."""
    width = end.x() - start.x() - 2 * RADIUS
    return QRectF((start.x() + end.x() - width) / 2, (start.y() + end.y()) / 2, width, 2 * line)


def _under(start: QPointF, end: QPointF, line: int) -> QRectF:
    """Return a room under a level link; above the circle that it leads to where there is none."""
    left, right = start.x() + RADIUS + 4, end.x() - RADIUS - 4
    if right - left < _ROOM:
        return QRectF(end.x() - _SIDE, end.y() - RADIUS - line - 4, 2 * _SIDE, line)
    return QRectF(left, start.y() + 8, right - left, 2 * line)
