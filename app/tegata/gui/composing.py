"""Text that an input method is still composing: it is to be seen in a field, and not yet part of its text."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtWidgets import QWidget

_LEAVES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.FocusAboutToChange})
"""Of a window: after the one the cursor is elsewhere, after the other the keys are."""


class Composing(QObject):
    """Knows what is being composed in any of `fields`, and takes it in: when asked to, or else on leaving it.

    Not by `QInputMethod.commit`, as Qt does: that throws it away where the input method (Anthy, say) says so.
    """

    def __init__(self, fields: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        self._text = ""
        for field in fields:
            field.installEventFilter(self)

    def confirm(self) -> bool:
        """Make it part of the text as it stands; return whether there was anything."""
        field, text = self._field, self._text
        if field is None or not text:
            return False
        said = QInputMethodEvent()
        said.setCommitString(text)
        QCoreApplication.sendEvent(field, said)
        QGuiApplication.inputMethod().reset()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) and isinstance(watched, QWidget):
            self._field, self._text = watched, event.preeditString()
            self._watch_window(watched)
        elif event.type() in _LEAVES and not isinstance(watched, QWidget):
            self.confirm()
        return super().eventFilter(watched, event)

    def _watch_window(self, field: QWidget) -> None:
        """Hear of a press and of another focus before Qt does, while there is something to lose."""
        window = cast("QWindow | None", field.window().windowHandle())  # none before it was ever shown
        if window is not None and self._text:
            window.installEventFilter(self)
        elif window is not None:
            window.removeEventFilter(self)
