"""A compose window made while nobody waits for it, so that a clicked address finds one ready."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from tegata.gui.compose_window import ComposeWindow
from tegata.mail.draft import Draft

Furnish = Callable[[ComposeWindow], None]

_PAUSE_MS = 2500
"""After a window has opened: until then its first words are typed, and making one is felt for a moment."""


class SpareWindow(QObject):
    """Keeps one window in reserve, hidden and laid out. What it shows is asked for when it is taken."""

    def __init__(self, furnish: Furnish, parent: QObject, bare: ComposeWindow | None = None) -> None:
        """`bare` is shown already: it is the first that is taken."""
        super().__init__(parent)
        self._furnish = furnish
        self._bare = bare
        self._window: ComposeWindow | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.prepare)

    def take(self, draft: Draft | None, draft_id: int | None) -> ComposeWindow:
        """Return a window on this draft, or on a new letter; another one is prepared soon."""
        window, self._window = self._window or self._make(), None
        self._soon.start()
        window.take_up(draft, draft_id)
        return window

    def prepare(self) -> None:
        """Make the reserve now, unless there is one."""
        if self._window is None:
            self._window = window = self._make()
            window.take_up(None, None)
            # A round later, what a first showing takes: the styles, the layout, the shapes of the letters.
            QTimer.singleShot(0, window, window.grab)

    def let_go(self) -> None:
        """Throw the reserve away: the program ends."""
        self._soon.stop()
        if self._window is not None:
            self._window.deleteLater()
            self._window = None

    def _make(self) -> ComposeWindow:
        window, self._bare = self._bare or ComposeWindow(), None
        self._furnish(window)
        return window
