"""What arrived at the practice provider: a plain list, newest first; and whether you hear of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from tegata.gui.fonts import Type, font
from tegata.gui.practice_controls import DeliveredLetter, PracticeControls
from tegata.gui.roles import Role, told_as
from tegata.gui.switch import Switch
from tegata.words.gettext import _
from tegata.words.times import clock_seconds


@told_as(Role.Window)
class DeliveredWindow(QWidget):
    """A window of its own, so that it can stay beside the letter being written."""

    def __init__(self, controls: PracticeControls, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._controls = controls
        self.setWindowTitle(_("Delivered — practice provider"))
        self.resize(560, 320)
        self._list = QListWidget()
        self._list.setAccessibleName(_("Delivered letters"))
        self._list.setFont(font(Type.BASE))
        self._list.setWordWrap(True)
        self._list.setSpacing(4)
        self.lost = Switch(_("&Receipts get lost"))
        self.lost.setToolTip(_("The line breaks after a letter was accepted: nobody tells you that it was"))
        self.lost.toggled.connect(controls.lose_receipts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(8)
        whole.addWidget(self._list)
        whole.addWidget(self.lost)
        for key in (QKeySequence.StandardKey.Cancel, QKeySequence.StandardKey.Close):
            QShortcut(QKeySequence(key), self, self.close)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand at the provider."""
        self.lost.setChecked(self._controls.loses_receipts)
        letters = self._controls.delivered()
        self._list.clear()
        for letter in letters:
            self._list.addItem(line_of(letter))
        if not letters:
            self._list.addItem(_("Nothing has arrived yet."))


def line_of(letter: DeliveredLetter) -> str:
    """Return a letter as one entry: when, what, to whom, from which line."""
    words = _("{time}  {subject}\nTo {recipients}, from line {line}")
    return words.format(
        time=clock_seconds(letter.at),
        subject=letter.subject or _("(no subject)"),
        recipients=", ".join(letter.recipients),
        line=letter.line,
    )
