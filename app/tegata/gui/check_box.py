"""Check boxes and radio buttons with outlines that keep their contrast in the dark, too."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from tegata.gui import icons, theme
from tegata.gui.focus import FocusByKey, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.mnemonics import Marked, underlining
from tegata.words.mnemonics import shown

_BOX = 18
_ROOM = 4  # around it all, for the focus outline
_GAP = 8
_NARROWEST = 80


class _BesideWords(FocusByKey, Marked):
    """A mix-in: the words wrap beside the box, and all of it is pressed."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(shown(self.marked_text))
        return QSize(words + _BOX + _GAP + 2 * _ROOM + 2, self._one_line())

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self._one_line())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(40, width - _BOX - _GAP - 2 * _ROOM)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        words = self.fontMetrics().boundingRect(0, 0, room, 10_000, int(flags), shown(self.marked_text))
        return max(_BOX, words.height()) + 2 * _ROOM

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _prepare(self, text: str) -> None:
        self.setText(text)
        self.setFont(font(Type.BASE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _one_line(self) -> int:
        return max(_BOX, self.fontMetrics().height()) + 2 * _ROOM


class Check(_BesideWords, QCheckBox):
    """A tick with words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepare(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        box = _box(self)
        filled = self.isChecked() and self.isEnabled()
        outline = tokens.border if self.isEnabled() else tokens.hairline
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(QColor(outline), 1))
        painter.setBrush(QColor(tokens.accent) if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box if filled else box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self.isChecked():
            ink = tokens.on_accent if filled else tokens.ink_3
            icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), ink)
        _paint_words(painter, self)
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)
        painter.end()


class Radio(_BesideWords, QRadioButton):
    """One of several, with words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepare(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        box = _box(self)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked() and self.isEnabled():
            painter.setPen(QPen(QColor(tokens.accent), 5))
            painter.drawEllipse(box.adjusted(2.5, 2.5, -2.5, -2.5))
        else:
            painter.setPen(QPen(QColor(tokens.border if self.isEnabled() else tokens.hairline), 1))
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        _paint_words(painter, self)
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)
        painter.end()


def _box(button: QAbstractButton) -> QRectF:
    line = max(_BOX, button.fontMetrics().height())
    return QRectF(_ROOM, _ROOM + round((line - _BOX) / 2), _BOX, _BOX)


def _paint_words(painter: QPainter, button: _BesideWords) -> None:
    tokens = theme.current()
    painter.setPen(QColor(tokens.ink if button.isEnabled() else tokens.ink_3))
    painter.setFont(button.font())
    left = _ROOM + _BOX + _GAP
    top = _ROOM + max(0, round((_BOX - button.fontMetrics().height()) / 2))
    box = QRectF(left, top, button.width() - left - _ROOM, button.height() - top)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(box, int(flags) | underlining(), button.marked_text)
