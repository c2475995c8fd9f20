"""A note on warn-soft or quiet ground: one bold sentence, a small one, perhaps one button."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui import icons, theme
from tegata.gui.buttons import Button
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import RADIUS_CARD


class Note(QWidget):
    """Says something that needs a word from the user, without a box in front of them."""

    pressed = Signal()

    def __init__(
        self, headline: str, detail: str = "", button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._headline = Words(headline).heavy().wrapped()
        self._detail = Words(detail, Type.SMALL, Ink.SECOND).wrapped()
        if not detail:
            self._detail.hide()  # to show it would make it a window: it has no parent yet
        self.button: Button | None = None
        self._quiet = False
        self._lay_out(button)

    def quiet(self) -> "Note":
        """Say it without a warning: all is well; return it."""
        self._quiet = True
        return self

    def say(self, headline: str, detail: str = "", button: str = "") -> None:
        """Change the sentences, and the button's words; without words it goes."""
        if self.button is not None:
            self.button.setText(button)
            self.button.setVisible(bool(button))
            self.button.updateGeometry()
        self._headline.setText(headline)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink, sign = tokens.warn_soft, tokens.warn, tokens.warn_ink, "triangle-alert"
        if self._quiet:
            ground, edge, ink, sign = tokens.chrome, tokens.border, tokens.ink_2, "circle-check"
        painter.setPen(QColor(edge) if ground == tokens.paper else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        top = (self.height() - icons.CARD) / 2
        icons.paint(painter, sign, QRectF(14, round(top), icons.CARD, icons.CARD), ink)
        painter.end()

    def _lay_out(self, button: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._headline)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(46, 10, 14, 10)
        row.setSpacing(16)
        row.addLayout(words, 1)
        if button:
            self.button = Button(button)
            self.button.clicked.connect(self.pressed)
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
