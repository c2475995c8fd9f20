"""A field of a settings page: its word, the field, and what is wrong with it below."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from tegata.gui.flaw_line import FlawLine
from tegata.gui.mnemonics import FieldLabel
from tegata.gui.tokens import CONTROL, GAP
from tegata.gui.written import on_writing
from tegata.words.mnemonics import plain

_LABEL = 76


def line_up(rows: Iterable["FieldRow"]) -> None:
    """Let the fields of these rows begin below each other, however long the words beside them are."""
    labels = [row.label for row in rows]
    width = max(_LABEL, *(label.sizeHint().width() + GAP for label in labels))
    for label in labels:
        label.setMinimumWidth(width)


class FieldRow(QWidget):
    """`edited` comes with every keystroke. A flaw is said once the field was left, or all are asked for."""

    edited = Signal()

    def __init__(
        self, word: str, field: QWidget, beside: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._left = False
        self._flaw = FlawLine()
        self.label = FieldLabel(word, field)
        field.setAccessibleName(plain(word))
        self._lay_out(beside)
        for part in (field, beside):
            self._listen(part)

    @property
    def flaw_text(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._flaw.text

    def say_flaws(self, sentences: Sequence[str], *, all_asked_for: bool = False) -> None:
        """Show what is wrong, if the user has been here; a screen reader hears it with the field."""
        self._left = self._left or all_asked_for
        said = sentences if self._left else ()
        self._flaw.say(said)
        self.field.setAccessibleDescription(" ".join(said))
        self._mark(flawed=bool(said))

    def start_afresh(self) -> None:
        """Forget that the user has been here: another account is shown."""
        self._left = False

    def _mark(self, *, flawed: bool) -> None:
        if self.field.property("flawed") == ("true" if flawed else "false"):
            return
        self.field.setProperty("flawed", "true" if flawed else "false")
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def _listen(self, part: QWidget | None) -> None:
        if isinstance(part, QLineEdit):
            on_writing(part, lambda _text: self.edited.emit())
            part.editingFinished.connect(self._leave)
        elif isinstance(part, QComboBox):
            part.activated.connect(self._leave)
        elif isinstance(part, QSpinBox):
            part.valueChanged.connect(self._leave)
        elif isinstance(part, QCheckBox):
            part.clicked.connect(self._leave)

    def _leave(self) -> None:
        self._left = True
        self.edited.emit()

    def _lay_out(self, beside: QWidget | None) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        if isinstance(self.field, QCheckBox):  # no wider than its words, which begin where fields do
            line.setAlignment(self.field, Qt.AlignmentFlag.AlignLeft)
        if beside is not None:
            line.addWidget(beside)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._flaw)
        self.label.setMinimumWidth(_LABEL)
        self.label.setMinimumHeight(CONTROL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
