"""A line of time, painted: windows open, gaps in which sending would fail, logins, letters.

Open time fills the whole height and gaps the lower third only, so that the plot can be read without colour.
"""

from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from tegata.gui import popups, theme
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type, font, line_height
from tegata.gui.polling_timeline import Mark, Timeline
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import Tokens
from tegata.words.gettext import _

BAR = 26
TICKS = 6
_FLAT_BELOW = 2.0  # a stripe narrower than this is drawn as a mix
_SIDE = 7  # room for a letter's ring at either end
_DOT, _DOT_RING = 3.5, 6.0
_REFUSED = 7.0


@told_as(Role.Graphic)
class TimelinePlot(QWidget):
    """One plot. The words for a screen reader are its accessible name, set by the page."""

    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: Timeline | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_line(self, line: Timeline) -> None:
        """Show this stretch of time from now on."""
        self._line = line
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        axis = line_height(Type.SMALL) + 2 if self._line is not None and self._line.labels else 0
        return QSize(320, BAR + TICKS + axis)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._line is None:
            return
        painter = QPainter(self)
        paint(painter, QRectF(self.rect()), self._line)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme.current().accent)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Show as a &table")).triggered.connect(self.table_wanted)
        popups.open_menu(menu, event.globalPos())


def paint(painter: QPainter, rect: QRectF, line: Timeline) -> None:
    """Draw the line of time into `rect`: bar, ticks, axis, from top to bottom."""
    tokens = theme.current()
    bar = QRectF(rect.left(), rect.top(), rect.width(), BAR)
    if line.gaps and narrowest_stripe(line, bar.width()) < _FLAT_BELOW:
        _paint_mix(painter, bar, line, tokens)
    else:
        _paint_stripes(painter, bar, line, tokens)
    _paint_ticks(painter, bar, line, tokens)
    _paint_axis(painter, bar, line, tokens)
    for mark in line.letters:
        x = min(max(_x(mark.at, bar, line), bar.left() + _SIDE), bar.right() - _SIDE)
        _paint_letter(painter, QPointF(x, bar.center().y()), mark, tokens)


def narrowest_stripe(line: Timeline, width: float) -> float:
    """Return the least width, in pixels, of an open stretch or of the gap after it, were each drawn."""
    edges = [line.start, *(moment for stretch in line.open for moment in stretch), line.end]
    widths = [(later - earlier) / line.span * width for earlier, later in pairwise(edges)]
    return min((found for found in widths if found > 0), default=width)


def _paint_stripes(painter: QPainter, bar: QRectF, line: Timeline, tokens: Tokens) -> None:
    painter.fillRect(_lower_third(bar), QColor(tokens.gap if line.gaps else tokens.sunken))
    for begin, until in line.open:
        left, right = _x(begin, bar, line), _x(until, bar, line)
        painter.fillRect(QRectF(left, bar.top(), right - left, BAR), QColor(tokens.band))


def _paint_mix(painter: QPainter, bar: QRectF, line: Timeline, tokens: Tokens) -> None:
    share = sum((until - begin) / line.span for begin, until in line.open)
    painter.fillRect(bar, _mixed(tokens.band, tokens.paper, share))
    painter.fillRect(_lower_third(bar), _mixed(tokens.band, tokens.gap, share))


def _paint_ticks(painter: QPainter, bar: QRectF, line: Timeline, tokens: Tokens) -> None:
    painter.setPen(QPen(QColor(tokens.ink_2), 1.5 if len(line.logins) < 50 else 1.0))
    for login in line.logins:
        x = max(bar.left() + 1, _x(login, bar, line))
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x, bar.bottom() + TICKS))


def _paint_axis(painter: QPainter, bar: QRectF, line: Timeline, tokens: Tokens) -> None:
    if not line.labels:
        return
    painter.setFont(font(Type.SMALL))
    painter.setPen(QColor(tokens.ink_2))
    last = len(line.labels) - 1
    top, height = bar.bottom() + TICKS + 2, line_height(Type.SMALL)
    for n, label in enumerate(line.labels):
        x = bar.left() + bar.width() * n / last
        place = {0: QRectF(x, top, 80, height), last: QRectF(x - 80, top, 80, height)}
        side = {0: Qt.AlignmentFlag.AlignLeft, last: Qt.AlignmentFlag.AlignRight}
        painter.drawText(
            place.get(n, QRectF(x - 40, top, 80, height)), side.get(n, Qt.AlignmentFlag.AlignHCenter), label
        )


def _paint_letter(painter: QPainter, at: QPointF, mark: Mark, tokens: Tokens) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.sent:
        paint_sent(painter, at, tokens)
    else:
        paint_refused(painter, at, tokens)
    painter.restore()


def paint_sent(painter: QPainter, at: QPointF, tokens: Tokens) -> None:
    """Draw a letter that got through: a ringed dot."""
    painter.setPen(QPen(QColor(tokens.ink), 1.4))
    painter.setBrush(QColor(tokens.paper))
    painter.drawEllipse(at, _DOT_RING, _DOT_RING)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ink))
    painter.drawEllipse(at, _DOT, _DOT)


def paint_refused(painter: QPainter, at: QPointF, tokens: Tokens) -> None:
    """Draw a letter that would be refused: a ring with a cross."""
    painter.setPen(QPen(QColor(tokens.danger), 1.6))
    painter.setBrush(QColor(tokens.paper))
    painter.drawEllipse(at, _REFUSED, _REFUSED)
    arm = 2.8
    painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
    painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))


def _x(moment: timedelta, bar: QRectF, line: Timeline) -> float:
    return bar.left() + (moment - line.start) / line.span * bar.width()


def _lower_third(bar: QRectF) -> QRectF:
    return bar.adjusted(0, BAR - BAR / 3, 0, 0)


def _mixed(one: str, other: str, share: float) -> QColor:
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() * share + b.redF() * (1 - share),
        a.greenF() * share + b.greenF() * (1 - share),
        a.blueF() * share + b.blueF() * (1 - share),
    )
