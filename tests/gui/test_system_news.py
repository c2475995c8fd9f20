"""What the system says of its network: taken for a hint, never for a verdict."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from tegata.gui import system_news
from tegata.gui.system_news import SystemNews

Reachability = QNetworkInformation.Reachability


class FakeNetwork(QObject):
    """Qt's watch as a test wants it."""

    reachabilityChanged = Signal()  # noqa: N815 - Qt's name
    isBehindCaptivePortalChanged = Signal()  # noqa: N815
    Reachability = QNetworkInformation.Reachability

    def __init__(self) -> None:
        super().__init__()
        self.reach = QNetworkInformation.Reachability.Online
        self.portal = False

    def reachability(self) -> QNetworkInformation.Reachability:
        return self.reach

    def isBehindCaptivePortal(self) -> bool:
        return self.portal

    def becomes(self, reach: QNetworkInformation.Reachability, *, portal: bool = False) -> None:
        self.reach, self.portal = reach, portal
        self.reachabilityChanged.emit()


@pytest.fixture
def network(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FakeNetwork:
    fake = FakeNetwork()
    monkeypatch.setattr(system_news, "_network_information", lambda: fake)
    return fake


@pytest.fixture
def said(network: FakeNetwork) -> list[str]:
    """What was heard, in order."""
    heard: list[str] = []
    news = SystemNews()
    news.setParent(network)
    news.changed.connect(lambda: heard.append("changed"))
    news.online.connect(lambda: heard.append("online"))
    news.listen()
    return heard


def test_nothing_is_said_while_nothing_changes(said: list[str]) -> None:
    assert said == []


def test_the_network_goes_and_comes_back(network: FakeNetwork, said: list[str]) -> None:
    network.becomes(Reachability.Disconnected)
    network.becomes(Reachability.Online)
    assert said == ["changed", "changed", "online"]


def test_behind_a_sign_in_page_nobody_is_online(network: FakeNetwork, said: list[str]) -> None:
    network.becomes(Reachability.Online, portal=True)
    network.becomes(Reachability.Online)
    assert said == ["changed", "changed", "online"]


def test_the_sign_in_page_can_be_asked_about(network: FakeNetwork) -> None:
    news = SystemNews()
    assert not news.behind_captive_portal()
    news.listen()
    assert not news.behind_captive_portal()
    network.portal = True
    assert news.behind_captive_portal()


def test_waking_up_is_a_hint_and_falling_asleep_is_none(qtbot: QtBot) -> None:
    news = SystemNews()
    heard: list[str] = []
    news.changed.connect(lambda: heard.append("changed"))
    news.sleep_changed(True)
    assert heard == []
    news.sleep_changed(False)
    assert heard == ["changed"]


def test_where_the_system_says_nothing_neither_do_we(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_news, "_network_information", lambda: None)
    monkeypatch.setattr(sys, "platform", "none")
    news = SystemNews()
    news.listen()
    assert not news.behind_captive_portal()


def test_listening_with_what_this_system_has_does_no_harm(qtbot: QtBot) -> None:
    SystemNews().listen()
