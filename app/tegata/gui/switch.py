"""A switch: on or off at once, with its words beside it as part of the target."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from tegata.gui import theme
from tegata.gui.focus import FocusByKey, looks_enabled, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.mnemonics import Marked, underlining
from tegata.gui.tokens import Tokens
from tegata.words.mnemonics import plain, shown

_WIDTH = 36
_HEIGHT = 20
_KNOB = 12
_ROOM = 4  # around the switch, for the focus outline
_GAP = 8


class Side(StrEnum):
    """Where the words stand."""

    LEFT = "left"
    RIGHT = "right"


class Switch(FocusByKey, Marked, QCheckBox):
    """A check box drawn as a switch. Space toggles; a click on the words does too."""

    def __init__(self, text: str, side: Side = Side.RIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(plain(text))
        self._side = side
        self.setFont(font(Type.BASE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(shown(self.marked_text))
        width = _WIDTH + 2 * _ROOM + (words + _GAP if words else 0)
        return QSize(width, max(_HEIGHT + 2 * _ROOM, self.fontMetrics().height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.width() - _WIDTH - _ROOM if self._side is Side.LEFT else _ROOM
        track = QRectF(left, (self.height() - _HEIGHT) / 2, _WIDTH, _HEIGHT)
        self._paint_track(painter, track, tokens)
        self._paint_words(painter, tokens)
        if self._focus_shown:
            room = track.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
            paint_focus(painter, room, tokens.accent, radius=room.height() / 2)
        painter.end()

    def _paint_track(self, painter: QPainter, track: QRectF, tokens: Tokens) -> None:
        on = self.isChecked()
        enabled = looks_enabled(self)
        outline = tokens.border if enabled else tokens.hairline
        filled = on and enabled
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(QColor(outline), 1))
        painter.setBrush(QColor(tokens.accent) if filled else Qt.BrushStyle.NoBrush)
        box = track if filled else track.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.on_accent if filled else outline))
        x = track.right() - _HEIGHT / 2 if on else track.left() + _HEIGHT / 2
        painter.drawEllipse(QPointF(x, track.center().y()), _KNOB / 2, _KNOB / 2)

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        quiet = self._side is Side.LEFT  # as a label at the end of a row
        ink = tokens.ink_3 if not looks_enabled(self) else tokens.ink_2 if quiet else tokens.ink
        painter.setPen(QColor(ink))
        painter.setFont(self.font())
        left = _ROOM if quiet else _WIDTH + 2 * _ROOM + _GAP - _ROOM
        box = QRectF(left, 0, self.width() - _WIDTH - 2 * _ROOM, self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter) | underlining(), self.marked_text)
