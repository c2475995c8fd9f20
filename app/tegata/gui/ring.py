"""The ring: the time a pass is good for. It starts at twelve o'clock and its used part grows clockwise."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tegata.gui import icons, pass_glyph, theme
from tegata.gui.fonts import Type, font
from tegata.gui.pass_glyph import Mark
from tegata.gui.roles import Role, describe, is_tip, told_as
from tegata.gui.tokens import Tokens
from tegata.relay.window import WindowState, WindowStatus

LARGE = 104  # in the pass panel, with the time in the middle
FOOTER_RING = 40
ROW_RING = 36
_STROKES = {LARGE: 7.0, FOOTER_RING: 3.5, ROW_RING: 3.0}
_TOP = 90 * 16  # Qt counts sixteenths of a degree, counter-clockwise from three o'clock
_CIRCLE = 360 * 16
_LEAST_ARC = 25 / 360  # an arc about to end is still to be seen
_LOGIN_ARC = 100


class RingState(StrEnum):
    """What the ring shows: the states of the window, and logging in, which lies over them."""

    NOT_NEEDED = "not-needed"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    LOGGING_IN = "logging-in"
    OPEN = "open"
    ENDING = "ending"
    EXPIRED = "expired"
    VOID = "void"
    SECONDS = "seconds"  # a wait of Tegata's own, in the accent


_COUNTING = {RingState.OPEN, RingState.ENDING, RingState.SECONDS}


@dataclass(frozen=True, slots=True)
class RingLook:
    """One picture of the ring. `left` is the rest as a fraction; `turn` the arc's place in degrees."""

    state: RingState
    left: float = 0.0
    turn: float = 20.0
    middle: str = ""  # the time or the seconds, in the large ring and for `SECONDS`


def look_of(status: WindowStatus) -> RingLook:
    """Return how the ring shows this status."""
    if status.logging_in:
        return RingLook(RingState.LOGGING_IN)
    state = RingState(status.state.value)
    if status.state not in {WindowState.OPEN, WindowState.ENDING}:
        return RingLook(state)
    if status.window is None or status.remaining is None or not status.window.good_for:
        return RingLook(state, left=1.0)
    return RingLook(state, left=min(1.0, status.remaining / status.window.good_for))


def paint_ring(painter: QPainter, rect: QRectF, look: RingLook) -> None:
    """Draw ring and middle into the square `rect`."""
    tokens = theme.current()
    width = _STROKES.get(round(rect.width()), rect.width() * 0.0875)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    _paint_circle(painter, inner, width, look, tokens)
    _paint_middle(painter, rect, look, tokens)
    painter.restore()


@told_as(Role.Graphic)
class Ring(QWidget):
    """The ring as a widget. No progress bar: of one, screen readers read percents aloud all the time."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = RingLook(RingState.UNKNOWN)
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_look(self, look: RingLook, spoken: str) -> None:
        """Show this picture; `spoken` is what a screen reader is told that asks."""
        describe(self, spoken)
        if look != self._look:
            self._look = look
            self.update()

    def event(self, event: QEvent) -> bool:
        return is_tip(event) or super().event(event)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ring(painter, QRectF(self.rect()), self._look)
        painter.end()


def _paint_circle(painter: QPainter, rect: QRectF, width: float, look: RingLook, tokens: Tokens) -> None:
    match look.state:
        case RingState.NOT_NEEDED:
            painter.setPen(QPen(QColor(tokens.ring_track), 1.5))
            painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        case RingState.UNKNOWN:
            _paint_dashes(painter, rect, (tokens.ink_3, 2.0, 24, 0.01), Qt.PenCapStyle.RoundCap)
        case RingState.VOID:
            _paint_dashes(painter, rect, (tokens.warn, width, 10, 0.58), Qt.PenCapStyle.FlatCap)
        case RingState.CLOSED:
            _paint_track(painter, rect, width, tokens)
        case RingState.EXPIRED:
            _paint_track(painter, rect, width, tokens)
            painter.setPen(QPen(QColor(tokens.ink_2), max(2.0, width * 0.6)))
            top = QPointF(rect.center().x(), rect.top())
            painter.drawLine(top - QPointF(0, width / 2), top + QPointF(0, width))
        case RingState.LOGGING_IN:
            _paint_track(painter, rect, width, tokens)
            painter.setPen(_flat(tokens.accent, width))
            painter.drawArc(rect, round(_TOP - look.turn * 16), -_LOGIN_ARC * 16)
        case RingState.OPEN | RingState.ENDING | RingState.SECONDS:
            _paint_track(painter, rect, width, tokens)
            painter.setPen(_flat(_arc_colour(look.state, tokens), width))
            painter.drawArc(rect, _TOP, round(_arc_left(look) * _CIRCLE))


def _paint_middle(painter: QPainter, rect: QRectF, look: RingLook, tokens: Tokens) -> None:
    if look.middle and look.state in _COUNTING:
        painter.setPen(QColor(tokens.ink))
        painter.setFont(font(Type.DISPLAY if rect.width() >= LARGE else Type.HEADING))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.middle)
        return
    scale = 44 / LARGE if rect.width() >= LARGE else 22 / FOOTER_RING
    side = round(rect.width() * scale)
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    match look.state:
        case RingState.NOT_NEEDED:
            pass_glyph.paint_outline(painter, box, Mark.CHECK, tokens.ink_2)
        case RingState.UNKNOWN:
            pass_glyph.paint_outline(painter, box, Mark.QUESTION, tokens.ink_2)
        case RingState.CLOSED:
            pass_glyph.paint_outline(painter, box, Mark.NONE, tokens.ink_2)
        case RingState.EXPIRED:
            pass_glyph.paint_outline(painter, box, Mark.CROSS, tokens.ink_2)
        case RingState.LOGGING_IN:
            icons.paint(painter, "key-round", _smaller(box), tokens.accent)
        case RingState.VOID:
            icons.paint(painter, "unplug", _smaller(box), tokens.warn_ink)
        case RingState.OPEN | RingState.ENDING | RingState.SECONDS:
            pass_glyph.paint_filled(painter, box, _arc_colour(look.state, tokens))


def _paint_track(painter: QPainter, rect: QRectF, width: float, tokens: Tokens) -> None:
    painter.setPen(QPen(QColor(tokens.ring_track), width))
    painter.drawEllipse(rect)


def _paint_dashes(
    painter: QPainter, rect: QRectF, dashes: tuple[str, float, int, float], cap: Qt.PenCapStyle
) -> None:
    colour, width, count, share = dashes
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(cap)
    step = rect.width() * 3.14159265 / count / width  # dash patterns count in pen widths
    pen.setDashPattern([step * share, step * (1 - share)])
    pen.setDashOffset(step * share / 2)
    painter.setPen(pen)
    painter.drawArc(rect, _TOP, _CIRCLE)


def _flat(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def _arc_colour(state: RingState, tokens: Tokens) -> str:
    return {RingState.OPEN: tokens.go, RingState.ENDING: tokens.warn}.get(state, tokens.accent)


def _arc_left(look: RingLook) -> float:
    return max(look.left, _LEAST_ARC) if look.state is RingState.ENDING else look.left


def _smaller(box: QRectF) -> QRectF:
    return box.adjusted(1, 1, -1, -1)
