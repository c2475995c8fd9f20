"""Consent to send a password in clear, explained in red where nothing protects the line."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tegata.gui import icons, theme
from tegata.gui.check_box import Check
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import RADIUS_CARD
from tegata.words.gettext import _


class CleartextConsent(QWidget):
    """A tick with these words, off unless somebody set it."""

    toggled = Signal(bool)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tick = Check(words)
        self._tick.toggled.connect(self.toggled)
        self.setFocusProxy(self._tick)
        why = _(
            "Without TLS, everybody on the way can read the password: in a hotel, at the line’s provider."
        )
        self._tick.setAccessibleDescription(why)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 10, 12, 8)
        column.setSpacing(4)
        column.addWidget(Words(_("This line is not protected"), Type.BASE, Ink.DANGER).heavy().wrapped())
        column.addWidget(Words(why, Type.SMALL, Ink.DANGER).wrapped())
        column.addWidget(self._tick)

    def isChecked(self) -> bool:
        return self._tick.isChecked()

    def setChecked(self, on: bool) -> None:  # noqa: FBT001 - as Qt's own
        self._tick.setChecked(on)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.danger))
        painter.setBrush(QColor(tokens.danger_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        icons.paint(painter, "triangle-alert", QRectF(12, 11, icons.TOOL, icons.TOOL), tokens.danger_ink)
        painter.end()
