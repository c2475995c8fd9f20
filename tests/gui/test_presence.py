"""Activity and the locked screen, the latter over a real session bus where there is one."""

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tegata.gui.presence import Watchman


class Clock:
    def __init__(self) -> None:
        self.at = timedelta(hours=1)

    def now(self) -> timedelta:
        return self.at


def test_an_active_window_is_active_now(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    watchman = Watchman(qapp, clock.now)
    state = Qt.ApplicationState.ApplicationActive
    monkeypatch.setattr(QApplication, "applicationState", staticmethod(lambda: state))
    clock.at += timedelta(minutes=3)
    assert watchman.last_active() == clock.at


def test_after_the_window_was_left_the_time_stands_still(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    watchman = Watchman(qapp, clock.now)
    state = Qt.ApplicationState.ApplicationInactive
    monkeypatch.setattr(QApplication, "applicationState", staticmethod(lambda: state))
    qapp.applicationStateChanged.emit(state)
    left = clock.at
    clock.at += timedelta(minutes=3)
    assert watchman.last_active() == left


def test_the_desktop_says_that_it_is_locked(qapp: QApplication) -> None:
    watchman = Watchman(qapp, Clock().now)
    assert not watchman.locked()
    watchman.lock_changed(True)
    assert watchman.locked()
    watchman.lock_changed(False)
    assert not watchman.locked()


SCENE = """
import subprocess, sys
from datetime import timedelta
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from tegata.gui.presence import Watchman
app = QGuiApplication([])
watchman = Watchman(app, lambda: timedelta(0))
subprocess.run(["dbus-send", "--session", "--type=signal", "/org/freedesktop/ScreenSaver",
                "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"], check=True)
look = QTimer(interval=20)
look.timeout.connect(lambda: watchman.locked() and app.exit(7))
look.start()
QTimer.singleShot(10000, lambda: app.exit(1))
sys.exit(app.exec())
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus on this machine")
def test_the_lock_is_heard_over_the_session_bus(tmp_path: Path) -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", SCENE]
    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=environment, check=False, timeout=60)
    assert done.returncode == 7
