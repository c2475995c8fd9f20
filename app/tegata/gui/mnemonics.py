"""Alt and a letter press a button or lead to a field; the letter is underlined while Alt is held down.

What is marked is told apart from what is said: texts and names are without a mark, see `words.mnemonics`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.words.mnemonics import plain

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # a second Qt base would be a second C++ object


class Marked(_Button):
    """A mix-in for painted buttons: `setText` takes a mark, `marked_text` has it, `text` does not."""

    marked_text = ""

    def setText(self, text: str) -> None:
        self.marked_text = text
        super().setText(plain(text).replace("&", "&&"))
        self.setShortcut(QKeySequence.mnemonic(text))

    def showEvent(self, event: QShowEvent) -> None:
        _alt.watch(self.window())
        super().showEvent(event)


class FieldLabel(Words):
    """The word beside a field, and the way to it. A button is pressed, too."""

    def __init__(self, words: str, field: QWidget, ink: Ink = Ink.SECOND, kind: Type = Type.BASE) -> None:
        super().__init__(words, kind, ink)
        self._field = field
        self.setAccessibleName(plain(words))
        self.setBuddy(field)

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Shortcut:
            return super().event(event)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(self._field, QAbstractButton):
            self._field.click()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        _alt.watch(self.window())
        super().showEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as a label does, but for the underline."""
        painter = QPainter(self)
        flags = int(self.alignment()) | underlining()
        role, palette = self.foregroundRole(), self.palette()
        self.style().drawItemText(
            painter, self.contentsRect(), flags, palette, self.isEnabled(), self.text(), role
        )
        painter.end()


def underlining() -> int:
    """Return the text flag with which marked words are to be drawn now."""
    return int(Qt.TextFlag.TextShowMnemonic if _alt.is_held else Qt.TextFlag.TextHideMnemonic)


class _AltKey(QObject):
    """Alt, as the windows hear of it: no field has a use for it alone, so it comes to the window at last."""

    is_held = False

    def watch(self, window: QWidget) -> None:
        window.installEventFilter(self)  # once, however often

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            self._show(watched, held=kind is QEvent.Type.KeyPress)
        elif kind is QEvent.Type.WindowDeactivate:
            self._show(watched, held=False)
        return False

    def _show(self, window: QObject, *, held: bool) -> None:
        if held != self.is_held and isinstance(window, QWidget):
            self.is_held = held
            window.update()  # and so all that lies in it


_alt = _AltKey()
