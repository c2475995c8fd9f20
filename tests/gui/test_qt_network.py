"""Qt's watch of the network, as a test wants it; the real one has a back end on Windows and macOS."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import NetworkNews
from tegata.gui import qt_network
from tegata.gui.qt_network import QtNetwork

Reachability = QNetworkInformation.Reachability


class FakeNetwork(QObject):
    """Qt's watch as a test wants it."""

    reachabilityChanged = Signal()  # noqa: N815 - Qt's name
    isBehindCaptivePortalChanged = Signal()  # noqa: N815
    Reachability = QNetworkInformation.Reachability
    Feature = QNetworkInformation.Feature

    def __init__(self) -> None:
        super().__init__()
        self.reach = QNetworkInformation.Reachability.Online
        self.portal = False
        self.looks_for_portals = True

    def reachability(self) -> QNetworkInformation.Reachability:
        return self.reach

    def supports(self, _features: QNetworkInformation.Feature) -> bool:
        return self.looks_for_portals

    def transportMedium(self) -> QNetworkInformation.TransportMedium:
        return QNetworkInformation.TransportMedium.WiFi

    def isBehindCaptivePortal(self) -> bool:
        return self.portal

    def becomes(self, reach: QNetworkInformation.Reachability, *, portal: bool = False) -> None:
        self.reach, self.portal = reach, portal
        self.reachabilityChanged.emit()


@pytest.fixture
def network(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FakeNetwork:
    fake = FakeNetwork()
    monkeypatch.setattr(qt_network, "_network_information", lambda: fake)
    return fake


def test_what_qt_says_can_be_asked(network: FakeNetwork) -> None:
    watch = QtNetwork()
    assert watch.news() == NetworkNews(online=True, portal=False, medium="wifi")
    network.portal = True
    assert watch.news().portal is True


def test_each_change_is_told_with_what_was_before(network: FakeNetwork) -> None:
    watch = QtNetwork()
    heard: list[bool | None] = []
    watch.changed.connect(lambda before: heard.append(before.online))
    network.becomes(Reachability.Disconnected)
    network.becomes(Reachability.Online)
    assert heard == [True, False]


@pytest.mark.parametrize(
    ("reach", "online"),
    [(Reachability.Disconnected, False), (Reachability.Local, None), (Reachability.Unknown, None)],
)
def test_half_a_way_is_neither_on_nor_off_line(
    network: FakeNetwork, reach: QNetworkInformation.Reachability, online: bool | None
) -> None:
    watch = QtNetwork()
    network.becomes(reach)
    assert watch.news().online is online


def test_who_does_not_look_for_sign_in_pages_has_seen_none(network: FakeNetwork) -> None:
    network.looks_for_portals = False
    assert QtNetwork().news().portal is None


def test_without_a_back_end_nothing_is_known(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_network, "_network_information", lambda: None)
    assert QtNetwork().news() == NetworkNews()


def test_what_this_system_has_does_no_harm(qtbot: QtBot) -> None:
    QtNetwork().news()
