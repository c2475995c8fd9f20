"""The first paint, before the loop that everything else runs in is even imported."""

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

_PATIENCE_MS = 300
"""A window system that has not asked for a paint by then (a minimised start, say) is not waited for."""


def paint_first(app: QApplication) -> bool:
    """Let the windows that are shown paint themselves once; return whether they did in time.

    This runs Qt's queue by hand: there is no loop yet that it could be nested in. What the user does
    meanwhile stays in the queue, for the fields that are still to come.
    """
    watcher = _PaintWatcher()
    windows = [window for window in app.topLevelWidgets() if window.isVisible()]
    for window in windows:
        window.installEventFilter(watcher)
    watch = QElapsedTimer()
    watch.start()
    while not watcher.painted and watch.elapsed() < _PATIENCE_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    for window in windows:
        window.removeEventFilter(watcher)
    return watcher.painted


class _PaintWatcher(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that something was painted."""
        self.painted = self.painted or event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)
