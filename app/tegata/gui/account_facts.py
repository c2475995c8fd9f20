"""Facts in a card: an icon and a sentence each, with a line between."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui import icons, theme
from tegata.gui.labels import Hairline, Words


class FactList(QFrame):
    """Hidden while there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 2, 16, 2)
        self._column.setSpacing(0)

    def say(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these: icon and sentence."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for n, (icon, sentence) in enumerate(facts):
            if n:
                self._column.addWidget(Hairline())
            self._column.addWidget(_Fact(icon, sentence))
        self.setVisible(bool(facts))


class _Fact(QWidget):
    def __init__(self, icon: str, sentence: str) -> None:
        super().__init__()
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(icons.TOOL + 10, 8, 0, 8)
        row.addWidget(Words(sentence).wrapped())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, self._icon, QRectF(0, 9, icons.TOOL, icons.TOOL), theme.current().ink_2)
        painter.end()
