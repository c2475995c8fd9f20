"""The application object: hears what concerns the whole program.

An event filter upon it would do the same and be asked about every event of every object, in Python. To hand
those over, PySide makes classes of all that they could be: three megabytes that nothing else needs.
"""

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Turns what the system wants of the program into signals."""

    quit_wanted = Signal()
    link_opened = Signal(str)  # as it was written; macOS sends a clicked link to the program that runs

    def event(self, event: QEvent) -> bool:
        """Swallow Qt's own quitting, which would cut the cleaning up short. An opened file is no link."""
        if event.type() is QEvent.Type.Quit:
            self.quit_wanted.emit()
            return True
        if isinstance(event, QFileOpenEvent) and not event.url().isLocalFile():
            self.link_opened.emit(event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return True
        return super().event(event)
