"""The text cursor blinks while somebody writes and then stands still: each blink wakes the computer up."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

_BLINKS_FOR = 10_000
"""Milliseconds after its last move, as in GTK."""

_AS_THE_DESKTOP_HAS_IT = -1
_NEVER = 0


class Caret(QObject):
    """Minds the cursor of every text field, from `start` to `stop`."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._app = app
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_BLINKS_FOR)
        self._rest.timeout.connect(self._stand_still)

    def start(self) -> None:
        """Let it blink, and wait for its moves."""
        self._app.focusObjectChanged.connect(self._blink)
        self._app.inputMethod().cursorRectangleChanged.connect(self._blink)
        self._blink()

    def stop(self) -> None:
        """Leave it to Qt, which lets it blink for ever."""
        self._app.focusObjectChanged.disconnect(self._blink)
        self._app.inputMethod().cursorRectangleChanged.disconnect(self._blink)
        self._rest.stop()
        self._set(_AS_THE_DESKTOP_HAS_IT)

    def _blink(self) -> None:
        if not self._rest.isActive():
            self._set(_AS_THE_DESKTOP_HAS_IT)
        self._rest.start()

    def _stand_still(self) -> None:
        self._set(_NEVER)

    def _set(self, flash_time: int) -> None:
        self._app.styleHints().setCursorFlashTime(flash_time)
