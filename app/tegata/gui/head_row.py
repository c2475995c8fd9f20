"""One row of a letter's head: the word, the field, perhaps something at the right, and its flaw below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tegata.gui import theme
from tegata.gui.flaw_line import FlawLine
from tegata.gui.fonts import scaled
from tegata.gui.mnemonics import FieldLabel
from tegata.gui.tokens import FOCUS, GAP, LABEL_COLUMN, MARGIN, ROW


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
        self._line = _Line()
        held = None if field.accessibleName() else field.focusProxy()  # what only holds it takes no part
        self._label = FieldLabel(word, held or field)
        self._lay_out(right)
        QApplication.instance().focusChanged.connect(self._show_focus)  # type: ignore[union-attr]

    @property
    def flaw_text(self) -> str:
        """What is said to be wrong with the field; empty when nothing is."""
        return self._flaw.text

    def say_flaws(self, sentences: Sequence[str]) -> None:
        """Show what is wrong at the field it belongs to; a screen reader hears it with the field."""
        self._flaw.say(sentences)
        self.field.setAccessibleDescription(" ".join(sentences))

    def _show_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        typed_into = isinstance(now, QLineEdit) and self.field.isAncestorOf(now)
        self._line.show_focus(typed_into or (isinstance(now, QLineEdit) and now is self.field))

    def _lay_out(self, right: Sequence[QWidget]) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 8, 0, 6)
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
        whole.addWidget(self._line)


class _Line(QWidget):
    """The hairline below; it turns to the accent, two pixels of it, while the field is typed into."""

    def __init__(self) -> None:
        super().__init__()
        self._focused = False
        self.setFixedHeight(FOCUS)

    def show_focus(self, focused: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        if focused != self._focused:
            self._focused = focused
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        if self._focused:
            painter.fillRect(self.rect(), QColor(tokens.accent))
        else:
            painter.fillRect(0, FOCUS - 1, self.width(), 1, QColor(tokens.hairline))
        painter.end()
