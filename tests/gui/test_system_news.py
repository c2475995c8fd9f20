"""What the system says of its network: taken for a hint, never for a verdict."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import NetworkNews
from tegata.gui import system_news
from tegata.gui.system_news import SystemNews

ONLINE, OFFLINE = NetworkNews(online=True, portal=False), NetworkNews(online=False)
SIGN_IN = NetworkNews(online=True, portal=True)


class FakeNetwork(QObject):
    """Somebody who knows."""

    changed = Signal(NetworkNews)

    def __init__(self) -> None:
        super().__init__()
        self.known = ONLINE

    def news(self) -> NetworkNews:
        return self.known

    def becomes(self, news: NetworkNews) -> None:
        before, self.known = self.known, news
        self.changed.emit(before)


@pytest.fixture
def network(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FakeNetwork:
    fake = FakeNetwork()
    monkeypatch.setattr(system_news, "_network", lambda: fake)
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
    network.becomes(OFFLINE)
    network.becomes(ONLINE)
    assert said == ["changed", "changed", "online"]


def test_behind_a_sign_in_page_nobody_is_online(network: FakeNetwork, said: list[str]) -> None:
    network.becomes(SIGN_IN)
    network.becomes(ONLINE)
    assert said == ["changed", "changed", "online"]


def test_what_the_system_says_can_be_asked(network: FakeNetwork) -> None:
    news = SystemNews()
    assert news.network_news() == NetworkNews()
    news.listen()
    assert news.network_news() == ONLINE


def test_waking_up_is_a_hint_and_falling_asleep_is_none(qtbot: QtBot) -> None:
    news = SystemNews()
    heard: list[str] = []
    news.changed.connect(lambda: heard.append("changed"))
    news.sleep_changed(True)
    assert heard == []
    news.sleep_changed(False)
    assert heard == ["changed"]


def test_elsewhere_qt_is_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "none")
    news = SystemNews()
    news.listen()
    assert type(news._network).__name__ == "QtNetwork"


def test_listening_with_what_this_system_has_does_no_harm(qtbot: QtBot) -> None:
    SystemNews().listen()


SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that the system's python3-dbusmock is for."""

SCENE = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection
from tegata.clock import system_clock
from tegata.delivery.check_names import network_steps
from tegata.delivery.notices import CheckStage
from tegata.delivery.tools import Tools
from tegata.gui.system_news import SystemNews

def mock(template):
    return subprocess.Popen([sys.argv[1], "-m", "dbusmock", "--system", "--template", template],
                            stdout=subprocess.DEVNULL)

def tell(name, path, call):
    script = f"import dbus; o = dbus.SystemBus().get_object({name!r}, {path!r}); o.{call}"
    subprocess.run([sys.argv[1], "-c", script], check=True)

def network(key, value):
    tell("org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager",
         f"UpdateProperties('org.freedesktop.NetworkManager', {{{key!r}: dbus.UInt32({value})}}, "
         "dbus_interface='org.freedesktop.DBus.Mock')")

def sleep(falling_asleep):
    tell("org.freedesktop.login1", "/org/freedesktop/login1",
         f"EmitSignal('org.freedesktop.login1.Manager', 'PrepareForSleep', 'b', [{falling_asleep}], "
         "dbus_interface='org.freedesktop.DBus.Mock')")

# What the system does, and the word after which the next thing happens.
PLOT = [
    (lambda: network("State", 20), "changed"),
    (lambda: network("State", 70), "online"),
    (lambda: network("Connectivity", 2), "changed"),
    (lambda: network("Connectivity", 4), "online"),
    (lambda: (sleep(True), sleep(False)), "changed"),
]

app = QCoreApplication([])
mocks = [mock("networkmanager"), mock("logind")]
bus = QDBusConnection.systemBus().interface()
news = SystemNews()
awaited = [None]

def go_on():
    if not PLOT:
        return app.exit(0)
    act, awaited[0] = PLOT.pop(0)
    act()

def heard(word):
    tools = Tools(system_clock(), None, network_news=news.network_news)
    portal = [step.facts["portal"] for step in network_steps(tools) if step.stage is CheckStage.PORTAL]
    print(word, *portal, flush=True)
    if word == awaited[0]:
        awaited[0] = None
        QTimer.singleShot(0, go_on)

def begin():
    names = ("org.freedesktop.NetworkManager", "org.freedesktop.login1")
    if not all(bus.isServiceRegistered(name).value() for name in names):
        return
    waiting.stop()
    news.changed.connect(lambda: heard("changed"))
    news.online.connect(lambda: heard("online"))
    news.listen()
    go_on()

waiting = QTimer(interval=50)
waiting.timeout.connect(begin)
waiting.start()
QTimer.singleShot(60000, lambda: app.exit(1))
status = app.exec()
for each in mocks:
    each.terminate()
    each.wait()
sys.exit(status)
"""


def can_mock_the_desktop() -> bool:
    if shutil.which("dbus-run-session") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    found = subprocess.run([SYSTEM_PYTHON, "-c", "import dbusmock"], check=False, capture_output=True)
    return found.returncode == 0


@pytest.mark.skipif(not can_mock_the_desktop(), reason="no D-Bus, or no dbusmock, on this machine")
def test_networkmanager_and_logind_are_heard_over_a_system_bus(tmp_path: Path) -> None:
    """Both as python-dbusmock plays them, on a bus of their own that stands in for the system's.

    Behind each word is what the check of the way would say of a sign-in page.
    """
    as_the_systems = 'export DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS"; exec "$@"'
    inside = ["sh", "-c", as_the_systems, "sh", sys.executable, "-c", SCENE, SYSTEM_PYTHON]
    done = subprocess.run(
        ["dbus-run-session", "--", *inside],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    heard = [line.strip() for line in done.stdout.splitlines()]
    assert heard == [
        "changed no", "changed no", "online no", "changed yes", "changed no", "online no", "changed no",
    ]  # fmt: skip
