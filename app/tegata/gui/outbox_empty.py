"""The outbox with nothing in it: the tag, one sentence, one deed."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tegata.gui import pass_glyph, theme
from tegata.gui.buttons import Button
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.pass_glyph import Mark
from tegata.words.gettext import _

_GLYPH = 48


class EmptyOutbox(QWidget):
    """Says that nothing is waiting and offers to write."""

    new_letter = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.button = Button(_("New l&etter"), icon="square-pen")
        self.button.clicked.connect(self.new_letter)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(_Tag(), 0, middle)
        column.addWidget(Words(_("Nothing is waiting."), Type.HEADING, Ink.SECOND), 0, middle)
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)


class _Tag(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_GLYPH, _GLYPH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pass_glyph.paint_outline(painter, QRectF(self.rect()), Mark.NONE, theme.current().ink_3)
        painter.end()
