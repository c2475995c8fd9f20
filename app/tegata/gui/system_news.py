"""What the system says of its network and its sleep: hints that something may have changed, never a verdict.

A letter is sent whatever is said here. Where the system says nothing, neither does this.
"""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

from tegata.delivery.notices import NetworkNews

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_MEDIA = {"WiFi": "wifi", "Ethernet": "ethernet", "Cellular": "cellular"}
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

    def network_news(self) -> NetworkNews:
        """Return what the system says now; nothing before `listen`, and where it says nothing."""
        if self._network is None:
            return NetworkNews()
        return NetworkNews(
            self._online(), self._portal(), _MEDIA.get(self._network.transportMedium().name, "")
        )

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
        return self.network_news().online is True and not self.network_news().portal

    def _online(self) -> bool | None:
        """Whether the internet is reached; None where only a part of the way is known of."""
        if self._network is None:
            return None
        words = {"Online": True, "Disconnected": False}
        return words.get(self._network.reachability().name)

    def _portal(self) -> bool | None:
        """Whether the system has met a page that wants to be clicked through; None where it does not look."""
        if self._network is None or not self._network.supports(self._network.Feature.CaptivePortal):
            return None
        return self._network.isBehindCaptivePortal()


def _network_information() -> "QNetworkInformation | None":
    """Return Qt's own watch; None in a bundle or on a system that has no back end for it."""
    from PySide6.QtNetwork import QNetworkInformation

    QNetworkInformation.loadDefaultBackend()
    return QNetworkInformation.instance()
