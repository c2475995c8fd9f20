"""A segmented choice: one of several values side by side, the chosen one filled. Arrows move, Tab passes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from tegata.gui import theme
from tegata.gui.focus import FocusByKey, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import CONTROL, RADIUS_CONTROL, Tokens

_PADDING = 14


@told_as(Role.Grouping)
class IntervalChoice(QWidget):
    """A group of radio buttons without gaps; `chosen` carries the number of the segment."""

    chosen = Signal(int)

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.segments: list[Segment] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for n, word in enumerate(words):
            segment = Segment(word, first=n == 0, last=n == len(words) - 1)
            segment.setAccessibleDescription(name)
            self._group.addButton(segment, n)
            self.segments.append(segment)
            row.addWidget(segment)
        self._group.idToggled.connect(self._tell)

    def choose(self, number: int) -> None:
        """Make a segment the chosen one."""
        self.segments[number].setChecked(True)

    def current(self) -> int:
        """Return the number of the chosen segment."""
        return self._group.checkedId()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.raised))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()

    def _tell(self, number: int, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            self.chosen.emit(number)


class Segment(FocusByKey, QRadioButton):
    """One value; bold and filled while it is the chosen one."""

    def __init__(self, word: str, *, first: bool, last: bool) -> None:
        super().__init__(word)
        self._first, self._last = first, last
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(font(Type.BASE, QFont.Weight.DemiBold))

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PADDING
        return QSize(width, max(CONTROL - 2, self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self._focus_shown = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            painter.fillPath(_rounded(box, first=self._first, last=self._last), QColor(tokens.accent))
        elif not self._last:
            painter.fillRect(QRectF(box.right() - 1, 0, 1, box.height()), QColor(tokens.hairline))
        self._paint_word(painter, box, tokens)
        if self._focus_shown:
            colour = tokens.on_accent if self.isChecked() else tokens.accent
            paint_focus(painter, box, colour, inset=2 if self.isChecked() else 0)
        painter.end()

    def _paint_word(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        painter.setFont(font(Type.BASE, weight))
        painter.setPen(QColor(tokens.on_accent if self.isChecked() else tokens.ink_2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())


def _rounded(box: QRectF, *, first: bool, last: bool) -> QPainterPath:
    """Round the outer corners only."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    radius = RADIUS_CONTROL - 1
    if first or last:
        path.addRoundedRect(box, radius, radius)
    if not first:
        path.addRect(box.adjusted(0, 0, -radius if last else 0, 0))
    if not last:
        path.addRect(box.adjusted(radius if first else 0, 0, 0, 0))
    return path
