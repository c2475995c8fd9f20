"""What Qt's own watch says of the network, where it has a back end: on Windows and macOS."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from tegata.delivery.notices import NetworkNews

_ONLINE = {"Online": True, "Disconnected": False}
_MEDIA = {"WiFi": "wifi", "Ethernet": "ethernet", "Cellular": "cellular"}


class QtNetwork(QObject):
    """Loads the back end, which takes some milliseconds."""

    changed = Signal(NetworkNews)  # what was known before

    def __init__(self) -> None:
        super().__init__()
        self._network = _network_information()
        if self._network is not None:
            self._network.reachabilityChanged.connect(self._tell)
            self._network.isBehindCaptivePortalChanged.connect(self._tell)
        self._last = self.news()

    def news(self) -> NetworkNews:
        """Return what is known now; nothing where there is no back end."""
        if self._network is None:
            return NetworkNews()
        looks = self._network.supports(self._network.Feature.CaptivePortal)
        return NetworkNews(
            _ONLINE.get(self._network.reachability().name),
            self._network.isBehindCaptivePortal() if looks else None,
            _MEDIA.get(self._network.transportMedium().name, ""),
        )

    def _tell(self) -> None:
        before, self._last = self._last, self.news()
        self.changed.emit(before)


def _network_information() -> QNetworkInformation | None:
    QNetworkInformation.loadDefaultBackend()
    return QNetworkInformation.instance()
