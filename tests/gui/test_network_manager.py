"""NetworkManager's word, as D-Bus hands it on; a mock of it on a real bus speaks in `test_system_news`."""

import pytest
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import NetworkNews
from tegata.gui.network_manager import NetworkManager

NAME = "org.freedesktop.NetworkManager"
AT_HOME = {"State": 70, "Connectivity": 4, "PrimaryConnectionType": "802-11-wireless"}


@pytest.fixture
def manager(qtbot: QtBot) -> NetworkManager:
    return NetworkManager()


@pytest.fixture
def heard(manager: NetworkManager) -> list[NetworkNews]:
    """What was known before each change."""
    heard: list[NetworkNews] = []
    manager.changed.connect(heard.append)
    return heard


def test_nothing_is_known_before_it_answers(manager: NetworkManager) -> None:
    assert manager.news() == NetworkNews()


def test_first_answer_is_no_change(manager: NetworkManager, heard: list[NetworkNews]) -> None:
    manager.answered(AT_HOME)
    assert manager.news() == NetworkNews(online=True, portal=False, medium="wifi")
    assert heard == []


def test_change_is_told_with_what_was_before(manager: NetworkManager, heard: list[NetworkNews]) -> None:
    manager.answered(AT_HOME)
    before = manager.news()
    manager.properties_changed(NAME, {"State": 20, "PrimaryConnectionType": ""}, [])
    assert manager.news() == NetworkNews(online=False, portal=False)
    assert heard == [before]


@pytest.mark.parametrize("new", [{"AllDevices": []}, {"State": 70}])
def test_what_changes_nothing_for_us_is_not_told(
    manager: NetworkManager, heard: list[NetworkNews], new: dict[str, object]
) -> None:
    manager.answered(AT_HOME)
    manager.properties_changed(NAME, new, [])
    assert heard == []


def test_devices_speak_for_themselves(manager: NetworkManager, heard: list[NetworkNews]) -> None:
    manager.answered(AT_HOME)
    manager.properties_changed(NAME + ".Device", {"State": 20}, [])
    assert manager.news().online is True
    assert heard == []


@pytest.mark.parametrize(
    ("state", "online"),
    [(0, None), (20, False), (40, False), (50, None), (60, None), (70, True), (999, None)],
)
def test_half_a_way_is_neither_on_nor_off_line(
    manager: NetworkManager, state: int, online: bool | None
) -> None:
    manager.answered({**AT_HOME, "State": state})
    assert manager.news().online is online


@pytest.mark.parametrize(
    ("said", "portal"),
    [
        ({"Connectivity": 2}, True),
        ({"Connectivity": 4}, False),
        ({"Connectivity": 0}, None),
        ({"Connectivity": 4, "ConnectivityCheckEnabled": False}, None),
        ({}, None),
    ],
)
def test_who_does_not_look_for_sign_in_pages_has_seen_none(
    manager: NetworkManager, said: dict[str, object], portal: bool | None
) -> None:
    manager.answered({"State": 70, **said})
    assert manager.news().portal is portal


def test_nothing_is_known_once_it_has_gone(manager: NetworkManager, heard: list[NetworkNews]) -> None:
    manager.answered(AT_HOME)
    manager._watcher.serviceUnregistered.emit(NAME)
    assert manager.news() == NetworkNews()
    assert heard == []
