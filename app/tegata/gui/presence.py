"""Whether anybody is there: when a window of ours was last active, and whether the screen is locked."""

import sys
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import SLOT, QObject, Qt, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
"""Desktops announce locking under one of these names, as `ActiveChanged(bool)`."""


class Watchman(QObject):
    """Keeps both facts. Where the desktop does not say that it is locked, activity alone decides."""

    def __init__(self, app: QGuiApplication, now: Callable[[], timedelta]) -> None:
        super().__init__(app)
        self._app = app
        self._now = now
        self._last_active = now()
        self._locked = False
        app.applicationStateChanged.connect(self._state_changed)
        if sys.platform == "linux":
            self._listen()

    def last_active(self) -> timedelta:
        """Return when a window of ours was last in use; now, while one is."""
        if self._app.applicationState() == Qt.ApplicationState.ApplicationActive:
            self._last_active = self._now()
        return self._last_active

    def locked(self) -> bool:
        """Return whether the screen is locked, as far as the desktop says."""
        return self._locked

    def _state_changed(self, _state: Qt.ApplicationState) -> None:
        self._last_active = self._now()

    def _listen(self) -> None:
        bus = QDBusConnection.sessionBus()
        for name in _SAVERS:
            path = "/" + name.replace(".", "/")
            # The annotation asks for bytes, and PySide takes what SLOT makes.
            bus.connect("", path, name, "ActiveChanged", self, SLOT("lock_changed(bool)"))  # type: ignore[call-overload]

    @Slot(bool)
    def lock_changed(self, locked: bool) -> None:  # noqa: FBT001 - D-Bus calls it so
        """Take in the desktop's word."""
        self._locked = locked
