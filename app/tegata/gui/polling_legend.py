"""What the signs in the lines of time stand for."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tegata.gui import theme
from tegata.gui.flow import Flow
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.timeline_plot import paint_refused, paint_sent
from tegata.gui.tokens import Tokens
from tegata.words.gettext import _

_SIGN = 16

_Paint = Callable[[QPainter, Tokens], None]


class Legend(QWidget):
    """Five signs with their words; they wrap where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(self, spacing=18)
        for paint, words in (
            (_swatch_of_band, _("window open")),
            (_swatch_of_gap, _("sending would fail")),
            (_tick, _("login")),
            (_sent, _("letter sent")),
            (_refused, _("letter refused")),
        ):
            flow.addWidget(_Entry(paint, words))


class _Entry(QWidget):
    def __init__(self, paint: _Paint, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(_Sign(paint))
        row.addWidget(Words(words, Type.SMALL, Ink.SECOND))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class _Sign(QWidget):
    def __init__(self, paint: _Paint) -> None:
        super().__init__()
        self._paint = paint
        self.setFixedSize(_SIGN, _SIGN + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, theme.current())
        painter.end()


def _swatch_of_band(painter: QPainter, tokens: Tokens) -> None:
    painter.fillRect(QRectF(1, 3, 14, 12), QColor(tokens.band))


def _swatch_of_gap(painter: QPainter, tokens: Tokens) -> None:
    painter.fillRect(QRectF(1, 11, 14, 4), QColor(tokens.gap))


def _tick(painter: QPainter, tokens: Tokens) -> None:
    painter.fillRect(QRectF(8, 4, 1.5, 10), QColor(tokens.ink_2))


def _sent(painter: QPainter, tokens: Tokens) -> None:
    paint_sent(painter, QPointF(8, 9), tokens)


def _refused(painter: QPainter, tokens: Tokens) -> None:
    paint_refused(painter, QPointF(8, 9), tokens)
