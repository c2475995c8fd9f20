"""What the system says of its network and its sleep: hints that something may have changed, never a verdict.

A letter is sent whatever is said here. Where the system says nothing, neither does this.
"""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

from tegata.delivery.notices import NetworkNews

if TYPE_CHECKING:
    from tegata.gui.network_manager import NetworkManager
    from tegata.gui.qt_network import QtNetwork

_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


class SystemNews(QObject):
    """Says nothing before `listen`, which takes some milliseconds: the first paint comes before it."""

    changed = Signal()  # another network, perhaps, or back from sleep
    online = Signal()  # the internet can be reached again

    def __init__(self) -> None:
        super().__init__()
        self._network: NetworkManager | QtNetwork | None = None

    def listen(self) -> None:
        """Hear of the network, and on Linux of sleep from logind; of neither where nobody tells."""
        self._network = _network()
        self._network.changed.connect(self._look)
        if sys.platform == "linux":
            bus = QDBusConnection.systemBus()
            # The annotation asks for bytes, and PySide takes what SLOT makes.
            bus.connect(*_LOGIND, "PrepareForSleep", self, SLOT("sleep_changed(bool)"))  # type: ignore[call-overload]

    def network_news(self) -> NetworkNews:
        """Return what the system says now; nothing before `listen`, and where it says nothing."""
        return NetworkNews() if self._network is None else self._network.news()

    @Slot(bool)
    def sleep_changed(self, falling_asleep: bool) -> None:  # noqa: FBT001 - D-Bus calls it so
        """Take in that the computer is about to sleep, or has woken."""
        if not falling_asleep:
            self.changed.emit()

    def _look(self, before: NetworkNews) -> None:
        self.changed.emit()
        if _is_online(self.network_news()) and not _is_online(before):
            self.online.emit()


def _is_online(news: NetworkNews) -> bool:
    return news.online is True and not news.portal


def _network() -> "NetworkManager | QtNetwork":
    """Return who knows. On Linux Qt's watch is not even loaded: it takes 6 MB, and asks the same one."""
    if sys.platform != "linux":
        from tegata.gui.qt_network import QtNetwork

        return QtNetwork()
    from tegata.gui.network_manager import NetworkManager

    return NetworkManager()
