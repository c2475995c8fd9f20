"""One attached file as a card: type, name, size, and a cross."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tegata.gui import icons, theme
from tegata.gui.attachments import octets
from tegata.gui.focus import FocusByKey, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.tokens import RADIUS_CARD, Tokens
from tegata.mail.draft import Attachment
from tegata.words.gettext import _
from tegata.words.times import size as size_words

_HEIGHT = 48
_PADDING = 14
_WIDEST_NAME = 220
_CROSS = 16
_GAP = 12


class AttachmentCard(FocusByKey, QAbstractButton):
    """Delete, Backspace and the cross remove it."""

    removed = Signal()

    def __init__(self, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attachment = attachment
        self.octets = octets(attachment)
        self._over_cross = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{attachment.path}\n" + _("The file is read when you press Send."))
        self._name_it()

    def look_again(self) -> None:
        """See whether the file is still there, and how large it is now."""
        if (now := octets(self.attachment)) != self.octets:
            self.octets = now
            self._name_it()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        name = min(_WIDEST_NAME, QFontMetrics(_name_face()).horizontalAdvance(self.attachment.name))
        words = max(name, QFontMetrics(font(Type.SMALL)).horizontalAdvance(self._second()))
        width = 2 * _PADDING + icons.CARD + _GAP + words + _GAP + _CROSS + 2
        lines = QFontMetrics(_name_face()).height() + QFontMetrics(font(Type.SMALL)).height()
        return QSize(width, max(_HEIGHT, lines + 10))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._target().contains(event.position()):
            self.removed.emit()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._target().contains(event.position())
        if over != self._over_cross:
            self._over_cross = over
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over_cross = False
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPen(QColor(tokens.hairline), 1)
        if self.octets is None:
            outline = QPen(QColor(tokens.danger), 1, Qt.PenStyle.DashLine)
        painter.setPen(outline)
        painter.setBrush(QColor(tokens.chrome))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        top = round((self.height() - icons.CARD) / 2)
        icons.paint(painter, self._icon(), QRectF(_PADDING, top, icons.CARD, icons.CARD), tokens.ink_2)
        self._paint_words(painter, tokens)
        self._paint_cross(painter, tokens)
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent, radius=RADIUS_CARD)
        painter.end()

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        name, small = QFontMetrics(_name_face()), QFontMetrics(font(Type.SMALL))
        left = _PADDING + icons.CARD + _GAP
        room = self._cross().left() - _GAP - left
        top = (self.height() - name.height() - small.height() + 1) / 2
        painter.setFont(_name_face())
        painter.setPen(QColor(tokens.ink))
        shown = name.elidedText(self.attachment.name, Qt.TextElideMode.ElideMiddle, round(room) + 1)
        painter.drawText(QRectF(left, top, room + 2, name.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(font(Type.SMALL))
        painter.setPen(QColor(tokens.ink_2 if self.octets is not None else tokens.danger_ink))
        line = QRectF(left, top + name.height() - 1, room + 2, small.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._second())

    def _paint_cross(self, painter: QPainter, tokens: Tokens) -> None:
        if self._over_cross:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sunken))
            painter.drawEllipse(self._cross().adjusted(-5, -5, 5, 5))
        icons.paint(painter, "x", self._cross(), tokens.ink_2)

    def _cross(self) -> QRectF:
        top = round((self.height() - _CROSS) / 2)
        return QRectF(self.width() - _PADDING + 2 - _CROSS, top, _CROSS, _CROSS)

    def _target(self) -> QRectF:
        return self._cross().adjusted(-8, -8, 8, 8)

    def _icon(self) -> str:
        return "image" if self.attachment.media_type.startswith("image/") else "file-text"

    def _second(self) -> str:
        return _("No longer there") if self.octets is None else size_words(self.octets)

    def _name_it(self) -> None:
        words = _("{name}, {size}, remove with Delete")
        self.setAccessibleName(words.format(name=self.attachment.name, size=self._second()))


def _name_face() -> QFont:
    return font(Type.BASE, QFont.Weight.Medium)
