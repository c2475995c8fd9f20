"""One row of a letter's head: the word, the field, perhaps something at the right, and its flaw below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.flaw_line import FlawLine
from tegata.gui.fonts import Type, scaled
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.tokens import GAP, LABEL_COLUMN, MARGIN, ROW


@dataclass(frozen=True, slots=True)
class Bleed:
    """How far field and right end reach beyond the column, so that what is *seen* of them aligns with it."""

    left: int = 0
    right: int = 0


class HeadRow(QWidget):
    """44 high or as high as its field needs, with a hairline below."""

    def __init__(
        self, word: str, field: QWidget, right: Sequence[QWidget] = (), bleed: Bleed | None = None
    ) -> None:
        super().__init__()
        self._bleed = bleed or Bleed()
        self.field = field
        self._flaw = FlawLine()
        self._label = Words(word, Type.BASE, Ink.SECOND)
        self._label.setBuddy(field)
        self._lay_out(right)

    @property
    def flaw_text(self) -> str:
        """What is said to be wrong with the field; empty when nothing is."""
        return self._flaw.text

    def say_flaws(self, sentences: Sequence[str]) -> None:
        """Show what is wrong at the field it belongs to; a screen reader hears it with the field."""
        self._flaw.say(sentences)
        self.field.setAccessibleDescription(" ".join(sentences))

    def _lay_out(self, right: Sequence[QWidget]) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 8, 0, 7)
        middle.setSpacing(2)
        middle.addWidget(self.field)
        middle.addWidget(self._flaw)
        height = max(ROW - 1, self.field.sizeHint().height() + 15)  # of one row: the words stand beside it
        self._label.setMinimumHeight(height)
        self._label.setMinimumWidth(scaled(LABEL_COLUMN) - self._bleed.left)
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 0, MARGIN - self._bleed.right, 0)
        row.setSpacing(4)
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(-4)
        row.addLayout(middle, 1)
        row.addSpacing(GAP - 4)
        for widget in right:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
            widget.setMinimumHeight(height)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(Hairline())
