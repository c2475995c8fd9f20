"""The pulse of the window's loop: a timer of 5 ms, and the longest time between two of its ticks."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

_TICK_MS = 5


class Pulse(QObject):
    """Ticks, and notes the longest time between two ticks."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.monotonic()
        self._longest = 0.0
        self._timer.start(_TICK_MS)

    def take(self) -> float:
        """Return the longest gap since the last call."""
        longest, self._longest = self._longest, 0.0
        return longest

    def _beat(self) -> None:
        now = time.monotonic()
        self._longest = max(self._longest, now - self._last)
        self._last = now
