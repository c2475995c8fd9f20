"""A small list that opens under a tool: each row a line with a smaller one below it."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tegata.gui import theme
from tegata.gui.buttons import ByReturn, paint_tool_ground
from tegata.gui.focus import keep_in_sight, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.labels import Ink, Words
from tegata.gui.popups import POPUP, Raised
from tegata.gui.roles import Role, told_as
from tegata.gui.scrolling import scrolled

_WIDTH = 360
_MOST_HEIGHT = 420
_PADDING = 8


@told_as(Role.Dialog)
class PopupList(Raised):
    """A popup; Esc closes it, arrows go through the rows."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(POPUP, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self._page = QWidget()
        self._rows = QVBoxLayout(self._page)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        area = scrolled(self._page)
        keep_in_sight(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        whole.addWidget(area)

    def open_below(self, anchor: QWidget) -> None:
        """Open below `anchor` with the rows there are; the first has the focus."""
        self._fit()
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
        self.show()
        self.focusNextChild()

    def add_row(self, row: QWidget) -> None:
        """Add a row at the end."""
        self._rows.addWidget(row)

    def add_words(self, text: str) -> None:
        """Add a line that is only read."""
        words = Words(text, Type.SMALL, Ink.SECOND).wrapped()
        words.setContentsMargins(12, 8, 12, 12)
        words.setMinimumHeight(words.heightForWidth(_WIDTH - 2 * _PADDING))  # the size hint knows no width
        self._rows.addWidget(words)

    def take_out(self, row: QWidget) -> None:
        """Remove a row; the popup closes with its last."""
        self.focusNextChild()
        row.hide()
        self._rows.removeWidget(row)
        row.deleteLater()
        if not self._rows.count():
            self.close()
        else:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self._rows.activate()
        self.setFixedSize(_WIDTH, min(_MOST_HEIGHT, self._rows.sizeHint().height() + 18))


class Entry(ByReturn, QPushButton):
    """A line, and a smaller one below it."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__()
        self._first = first
        self._second = second
        self.setAccessibleName(f"{first}, {second}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(font(Type.BASE)).height() + QFontMetrics(font(Type.SMALL)).height()
        return QSize(200, lines + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tool_ground(painter, self, tokens)
        top = 8.0
        for text, kind, ink in (
            (self._first, Type.BASE, tokens.ink),
            (self._second, Type.SMALL, tokens.ink_2),
        ):
            metrics = QFontMetrics(font(kind))
            box = QRectF(12, top, self.width() - 24, metrics.height())
            painter.setFont(font(kind))
            painter.setPen(QColor(ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            top += metrics.height()
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)
        painter.end()
