"""What NetworkManager says of the network, by D-Bus: a Linux desktop is spared Qt's own watch."""

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServiceWatcher

from tegata.delivery.notices import NetworkNews

_NAME = "org.freedesktop.NetworkManager"
_PATH = "/org/freedesktop/NetworkManager"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ONLINE = {10: False, 20: False, 30: False, 40: False, 70: True}
"""NMState; 50 and 60 are connected, but nothing says how far."""
_PORTAL, _NOT_KNOWN = 2, 0
"""NMConnectivityState."""
_MEDIA = {"802-11-wireless": "wifi", "802-3-ethernet": "ethernet", "gsm": "cellular", "cdma": "cellular"}


class NetworkManager(QObject):
    """Asks once, and then hears what changes. Where it does not run, nothing is ever known."""

    changed = Signal(NetworkNews)  # what was known before

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, object] = {}
        self._bus = QDBusConnection.systemBus()
        self._watcher = QDBusServiceWatcher(_NAME, self._bus)
        self._watcher.serviceRegistered.connect(self._ask)
        self._watcher.serviceUnregistered.connect(self._forget)
        # The annotations ask for bytes, and PySide takes what SLOT makes.
        slot = SLOT("properties_changed(QString,QVariantMap,QStringList)")
        self._bus.connect(_NAME, _PATH, _PROPERTIES, "PropertiesChanged", self, slot)  # type: ignore[call-overload]
        self._ask()

    def news(self) -> NetworkNews:
        """Return what is known now; nothing until NetworkManager has answered."""
        state, connectivity = self._known.get("State"), self._known.get("Connectivity")
        looks = self._known.get("ConnectivityCheckEnabled", connectivity not in {None, _NOT_KNOWN})
        return NetworkNews(
            _ONLINE.get(state) if isinstance(state, int) else None,
            connectivity == _PORTAL if looks else None,
            _MEDIA.get(str(self._known.get("PrimaryConnectionType", "")), ""),
        )

    @Slot(str, "QVariantMap", "QStringList")
    def properties_changed(self, interface: str, new: dict[str, object], _gone: list[str]) -> None:
        """Take in what NetworkManager has to say of itself; its devices speak for themselves."""
        if interface == _NAME:
            before = self.news()
            self._known |= new
            if self.news() != before:
                self.changed.emit(before)

    @Slot("QVariantMap")
    def answered(self, properties: dict[str, object]) -> None:
        """Take in the answer to the first question: it changes nothing, it is how things are."""
        self._known = dict(properties)

    @Slot("QDBusError")
    def refused(self) -> None:
        """Know nothing: it does not run, or must not be asked."""

    def _ask(self) -> None:
        question = QDBusMessage.createMethodCall(_NAME, _PATH, _PROPERTIES, "GetAll")
        question.setArguments([_NAME])
        question.setAutoStartService(False)
        answered, refused = SLOT("answered(QVariantMap)"), SLOT("refused(QDBusError)")
        self._bus.callWithCallback(question, self, answered, refused)  # type: ignore[call-overload]

    def _forget(self) -> None:
        self._known = {}
