"""The sentence under a field that has a flaw: what is wrong, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tegata.gui import icons, theme
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words

_INDENT = icons.SMALL + 6


class FlawLine(QWidget):
    """Hidden while there is nothing to say. Told apart by its sign, not by red alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words("", Type.SMALL, Ink.DANGER).wrapped()
        row = QHBoxLayout(self)
        row.setContentsMargins(_INDENT, 0, 0, 0)
        row.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said."""
        return self._words.text()

    def say(self, sentences: Sequence[str]) -> None:
        """Say these, one a line; none hides it."""
        self._words.setText("\n".join(dict.fromkeys(sentences)))
        self.setVisible(bool(sentences))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self._words.fontMetrics().height() - icons.SMALL) / 2
        box = QRectF(0, max(0, round(top)), icons.SMALL, icons.SMALL)
        icons.paint(painter, "circle-alert", box, theme.current().danger_ink)
        painter.end()
