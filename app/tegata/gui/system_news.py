"""What the system says of its network and its sleep: hints that something may have changed, never a verdict.

A letter is sent whatever is said here. Where the system says nothing, neither does this.
"""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


class SystemNews(QObject):
    """Says nothing before `listen`, which takes some milliseconds: the first paint comes before it."""

    changed = Signal()  # another network, perhaps, or back from sleep
    online = Signal()  # the internet can be reached again

    def __init__(self) -> None:
        super().__init__()
        self._network: QNetworkInformation | None = None
        self._was_online = False

    def listen(self) -> None:
        """Hear of the network from Qt, of sleep from logind; from neither where it is not there."""
        self._network = _network_information()
        if self._network is not None:
            self._was_online = self._is_online()
            self._network.reachabilityChanged.connect(self._look)
            self._network.isBehindCaptivePortalChanged.connect(self._look)
        if sys.platform == "linux":
            bus = QDBusConnection.systemBus()
            # The annotation asks for bytes, and PySide takes what SLOT makes.
            bus.connect(*_LOGIND, "PrepareForSleep", self, SLOT("sleep_changed(bool)"))  # type: ignore[call-overload]

    def behind_captive_portal(self) -> bool:
        """Whether the system has met a page that wants to be clicked through before anything passes."""
        return self._network is not None and self._network.isBehindCaptivePortal()

    @Slot(bool)
    def sleep_changed(self, falling_asleep: bool) -> None:  # noqa: FBT001 - D-Bus calls it so
        """Take in that the computer is about to sleep, or has woken."""
        if not falling_asleep:
            self.changed.emit()

    def _look(self) -> None:
        self.changed.emit()
        before, self._was_online = self._was_online, self._is_online()
        if self._was_online and not before:
            self.online.emit()

    def _is_online(self) -> bool:
        if self._network is None:
            return False
        reachable = self._network.reachability() == self._network.Reachability.Online
        return reachable and not self.behind_captive_portal()


def _network_information() -> "QNetworkInformation | None":
    """Return Qt's own watch; None in a bundle or on a system that has no back end for it."""
    from PySide6.QtNetwork import QNetworkInformation

    QNetworkInformation.loadDefaultBackend()
    return QNetworkInformation.instance()
