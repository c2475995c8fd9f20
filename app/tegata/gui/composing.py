"""Text that an input method is still composing: it is to be seen in a field, and not yet part of its text."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QWidget


class Composing(QObject):
    """Knows what is being composed in any of `fields`, and can take it in."""

    def __init__(self, fields: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._field: QObject | None = None
        self._text = ""
        for field in fields:
            field.installEventFilter(self)

    def confirm(self) -> bool:
        """Make it part of the text as it stands; return whether there was anything.

        Not by `QInputMethod.commit`, which throws it away where the input method (Anthy, say) wants that.
        """
        field, text = self._field, self._text
        if field is None or not text:
            return False
        said = QInputMethodEvent()
        said.setCommitString(text)
        QCoreApplication.sendEvent(field, said)
        QGuiApplication.inputMethod().reset()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._field, self._text = watched, event.preeditString()
        return super().eventFilter(watched, event)
