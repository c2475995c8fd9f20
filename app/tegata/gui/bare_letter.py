"""A letter's window before its fields are there: the grounds, lines and words that will stay where they are.

Nothing is imported for it that the first paint does not need. What is typed meanwhile waits in Qt's queue.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from tegata.gui import theme
from tegata.gui.fonts import Type, font
from tegata.gui.tokens import BIG_CONTROL, CHIP, FOCUS, FOOTER, MARGIN, RADIUS_CONTROL, ROW, Tokens
from tegata.words.gettext import _
from tegata.words.mnemonics import shown

_LINE = 1
# Of Send, as in `buttons` and `icons`, which import too much. The test holds them together.
_PADDING = 20
_ICON = 18 + 8
_HALF = 34


def paint_bare(window: QWidget) -> None:
    """Paint what can be known of an empty letter before its account and the state of its pass are read."""
    tokens = theme.current()
    face = font(Type.BASE)
    words = QFontMetrics(face)
    bar = max(ROW, words.height() + 20)
    row = max(ROW + 1, CHIP + 17, words.height() + 25)
    foot = window.height() - FOOTER
    lines = [bar, *(bar + number * row for number in (1, 2, 3)), foot - _LINE]
    painter = QPainter(window)
    painter.setFont(face)
    _paint_grounds(painter, (bar, foot), lines, tokens)
    painter.setPen(QColor(tokens.ink_2))
    for line, word in zip(lines, (_("Fro&m"), _("&To"), _("Sub&ject")), strict=False):
        place = QRect(MARGIN, line + _LINE, window.width(), row - FOCUS)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown(word))
    _paint_send(painter, foot + (FOOTER - BIG_CONTROL) // 2, tokens)
    painter.end()


def _paint_grounds(painter: QPainter, edges: tuple[int, int], lines: list[int], tokens: Tokens) -> None:
    width, height = painter.device().width(), painter.device().height()
    bar, foot = edges
    painter.fillRect(0, 0, width, bar, QColor(tokens.chrome))
    painter.fillRect(0, bar, width, foot - bar, QColor(tokens.paper))
    painter.fillRect(0, foot, width, height - foot, QColor(tokens.chrome))
    for line in lines:
        painter.fillRect(0, line, width, _LINE, QColor(tokens.hairline))


def _paint_send(painter: QPainter, top: int, tokens: Tokens) -> None:
    """The two halves of Send, as `SplitButton` draws them, without their icons."""
    face = font(Type.HEADING, QFont.Weight.DemiBold)
    words = QFontMetrics(face)
    main = words.horizontalAdvance(shown(_("&Send"))) + _ICON + 2 * _PADDING
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawRoundedRect(QRectF(MARGIN, top, main + _HALF, BIG_CONTROL), RADIUS_CONTROL, RADIUS_CONTROL)
    between = QColor(tokens.on_accent)
    between.setAlphaF(0.4)
    painter.fillRect(QRectF(MARGIN + main, top, 1, BIG_CONTROL), between)
    painter.setPen(QColor(tokens.on_accent))
    painter.setFont(face)
    place = QRect(MARGIN + _PADDING + _ICON, top, main, BIG_CONTROL)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown(_("&Send")))
