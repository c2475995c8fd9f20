"""Links that were clicked elsewhere: macOS sends them to the program, even to one just started for them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QFileOpenEvent, QGuiApplication


class ClickedLinks(QObject):
    """Hands each link to `opened` as it was written. Other systems start the program with it instead."""

    def __init__(self, app: QGuiApplication, opened: Callable[[str], None]) -> None:
        super().__init__(app)
        self._opened = opened
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the event that brings a link; a file that is opened with us is none."""
        if not isinstance(event, QFileOpenEvent) or event.url().isLocalFile():
            return super().eventFilter(watched, event)
        self._opened(event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True
