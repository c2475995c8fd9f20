"""A recipient as a chip: the name is shown, the address is in the tool tip and the accessible name."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tegata.gui import icons, theme
from tegata.gui.focus import FocusByKey, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.tokens import CHIP
from tegata.mail.address import Mailbox, parse_mailbox
from tegata.words.gettext import _

_WIDEST = 240
_PADDING = 12
_CROSS = 14
_GAP = 6


class Chip(FocusByKey, QAbstractButton):
    """One recipient. Click or Enter opens it for editing; Delete, Backspace and the cross remove it."""

    removed = Signal()
    edited = Signal()
    moved = Signal(int)  # -1 or 1: the focus wants to go to a neighbour

    def __init__(self, typed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.typed = typed
        self._parsed = parse_mailbox(typed)
        self._over_cross = False
        self.setFont(font(Type.BASE))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # arrows lead here; Tab goes on to the next field
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.edited)
        self._name_it()

    @property
    def is_good(self) -> bool:
        """Whether a server could be told of it."""
        return isinstance(self._parsed, Mailbox)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._label()) + 2 * _PADDING + _GAP + _CROSS
        if not self.is_good:
            width += icons.SMALL + _GAP
        return QSize(min(width, _WIDEST), max(CHIP, self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self.edited.emit()
            case Qt.Key.Key_Left:
                self.moved.emit(-1)
            case Qt.Key.Key_Right:
                self.moved.emit(1)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._cross().adjusted(-6, -7, 6, 7).contains(event.position()):
            self.removed.emit()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._cross().adjusted(-6, -7, 6, 7).contains(event.position())
        if over != self._over_cross:
            self._over_cross = over
            self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over_cross = False
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus_shown = True  # a chip with the focus is the selected one: always shown

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        soft, ink = (tokens.accent_soft, tokens.accent_ink)
        if not self.is_good:
            soft, ink = (tokens.danger_soft, tokens.danger_ink)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.height() / 2
        painter.setPen(QColor(ink) if soft == tokens.paper else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_words(painter, ink)
        if self._over_cross:
            painter.setPen(Qt.PenStyle.NoPen)
            wash = QColor(ink)
            wash.setAlphaF(0.14)
            painter.setBrush(wash)
            painter.drawEllipse(self._cross().adjusted(-3, -3, 3, 3))
        icons.paint(painter, "x", self._cross(), ink)
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent, radius=radius)
        painter.end()

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        left = float(_PADDING)
        if not self.is_good:
            top = round((self.height() - icons.SMALL) / 2)
            icons.paint(painter, "circle-alert", QRectF(left - 3, top, icons.SMALL, icons.SMALL), ink)
            left += icons.SMALL + _GAP - 3
        room = self._cross().left() - _GAP - left
        words = self.fontMetrics().elidedText(self._label(), Qt.TextElideMode.ElideMiddle, round(room) + 1)
        painter.setPen(QColor(ink))
        painter.setFont(self.font())
        painter.drawText(QRectF(left, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def _cross(self) -> QRectF:
        top = round((self.height() - _CROSS) / 2)
        return QRectF(self.width() - _PADDING + 2 - _CROSS, top, _CROSS, _CROSS)

    def _label(self) -> str:
        if isinstance(self._parsed, Mailbox):
            return self._parsed.name or self._parsed.address
        return self.typed

    def _name_it(self) -> None:
        if isinstance(self._parsed, Mailbox):
            self.setToolTip(self._parsed.address)
            who = ", ".join(filter(None, (self._parsed.name, self._parsed.address)))
            self.setAccessibleName(_("{who}, remove with Delete").format(who=who))
        else:
            self.setToolTip(self.typed)
            self.setAccessibleName(_("{who}, not an address, remove with Delete").format(who=self.typed))
