"""One point of "Why can't I send?": a drawing, a heading, the words; side by side, or one below the other."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tegata.gui import fonts, theme, why_pictures
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.roles import Role, told_as
from tegata.gui.why_pictures import GRID, HEIGHTS
from tegata.relay.polling_bill import PollingBill
from tegata.words.why import Point, Topic

AROUND = 6  # from a point's edge to its drawing: room for the focus outline, left of the page's margin
_BY_KEY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


@told_as(Role.Graphic)
class Drawing(QWidget):
    """A drawing. The keyboard can reach it, so that the page follows and a screen reader describes it."""

    def __init__(self, topic: Topic, bill: PollingBill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic = topic
        self._bill = bill
        self._focus_shown = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_bill(self, bill: PollingBill) -> None:
        """Draw with other figures from now on."""
        self._bill = bill
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(GRID) + 2 * AROUND, fonts.scaled(HEIGHTS[self._topic]) + 2 * AROUND)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._focus_shown:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus(painter, self.rect().toRectF(), theme.current().accent)
        painter.translate(AROUND, AROUND)
        scale = fonts.scaled(GRID) / GRID
        painter.scale(scale, scale)
        why_pictures.paint(painter, self._topic, self._bill)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = event.reason() in _BY_KEY
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = False
        super().focusOutEvent(event)
        self.update()


class PointView(QWidget):
    """The words change with the account; the place and the drawing's topic stay."""

    def __init__(self, number: int, point: Point, bill: PollingBill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.drawing = Drawing(point.topic, bill)
        self._title = Words("", Type.HEADING).wrapped()
        self._texts = [Words("", Type.BASE, Ink.SECOND).wrapped() for _line in point.text.split("\n")]
        self._own = Words("", Type.BASE).wrapped().heavy(QFont.Weight.Medium)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._words = QVBoxLayout()
        self._lay_out()
        self.show_point(point, bill)

    def show_point(self, point: Point, bill: PollingBill) -> None:
        """Say this instead."""
        self._title.setText(f"{self._number}. {point.title}")
        for words, line in zip(self._texts, point.text.split("\n"), strict=True):
            words.setText(line)
        self._own.setText(point.own)
        self._own.setVisible(bool(point.own))
        self.drawing.show_bill(bill)
        self.drawing.setAccessibleName(point.title)
        self.drawing.setAccessibleDescription(point.picture)

    def stack(self, *, narrow: bool) -> None:
        """Put the drawing above the words where there is little room, else to the left of them."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)
        self._row.setSpacing(8 if narrow else 24)
        self._words.setContentsMargins(AROUND if narrow else 0, 0 if narrow else AROUND, 0, 0)

    def _lay_out(self) -> None:
        words = self._words
        words.setSpacing(4)
        for each in (self._title, *self._texts, self._own):
            words.addWidget(each)
        words.addStretch(1)
        self._row.setContentsMargins(0, 0, 0, 0)
        top_left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._row.addWidget(self.drawing, 0, top_left)
        self._row.addLayout(words, 1)
