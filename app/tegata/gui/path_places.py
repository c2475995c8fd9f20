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
_NARROW, _WIDE = 504, 786  # in between the circles move, so that words have room beside slanting links
_LEFT = (44, _SIDE)  # where the first circle lies in the narrow picture, and in the wide one
_LINE, _POP = (0.215, 0.25), (0.615, 0.57)  # of the way from there to the last circle
_HALF = (44, 60)  # of the words below the circle of the line
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
    left = _between(_LEFT, width)
    inner = width - left - _SIDE
    you, elsewhere = QPointF(left, middle), QPointF(width - _SIDE, lower)
    from_line = QPointF(left + _between(_LINE, width) * inner, middle)
    pop = QPointF(left + _between(_POP, width) * inner, upper)
    half = _between(_HALF, width)
    free = QRectF(from_line.x(), 0, pop.x() - _BOX_LEFT - 4 - from_line.x(), 2 * line)  # before the box
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
        you_words=_below(you, 2 * left, line),
        line_words=_below(from_line, 2 * half, line),
        pop_words=QRectF(pop.x() + RADIUS + 8, upper - line, right - RADIUS - 12, 2 * line),
        smtp_words=words_of_smtp,
        elsewhere_words=_below(elsewhere, 2 * _SIDE, line),
        to_line=_under(you, from_line, line),
        to_pop=free.translated(0, (middle + upper) / 2 - 2 * line - _OFF - 4).adjusted(20, 0, 0, 0),
        to_smtp=free.translated(0, (middle + lower) / 2 + _OFF).adjusted(half + 2, 0, 0, 0),
        window=QRectF(pop.x() + 14, (upper + lower) / 2 - 1.5 * line, right - 18, 3 * line),
        to_elsewhere=_under(QPointF(smtp.x() + right - RADIUS, lower), elsewhere, line),
        has_pop=has_pop,
    )


def _below(centre: QPointF, width: float, line: int) -> QRectF:
    return QRectF(centre.x() - width / 2, centre.y() + RADIUS + _BELOW, width, 2 * line)


def _between(ends: tuple[float, float], width: int) -> float:
    """Return what lies between the narrow picture's value and the wide one's."""
    narrow, wide = ends
    share = min(1.0, max(0.0, (width - _NARROW) / (_WIDE - _NARROW)))
    return narrow + (wide - narrow) * share


def _under(start: QPointF, end: QPointF, line: int) -> QRectF:
    """Return a room under a level link; above the circle that it leads to where there is none."""
    left, right = start.x() + RADIUS + 4, end.x() - RADIUS - 4
    if right - left < _ROOM:
        return QRectF(end.x() - _SIDE, end.y() - RADIUS - line - 4, 2 * _SIDE, line)
    return QRectF(left, start.y() + 8, right - left, 2 * line)
