"""Notices on the desktop, at a service of its own on a bus of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tegata.gui.desktop_notes import DesktopNotes
from tegata.words.tidings import Notice
from tests.gui.test_system_news import SYSTEM_PYTHON, can_mock_the_desktop

SCENE = '''
import asyncio, os, signal, socket, struct, subprocess, sys
from jeepney.bus import get_bus
from tegata.gui.desktop_notes import DesktopNotes
from tegata.words.tidings import Notice

NAME = "org.freedesktop.Notifications"

def press(number):
    script = (f"import dbus; dbus.SessionBus().get_object({NAME!r}, '/org/freedesktop/Notifications')"
              f".EmitSignal({NAME!r}, 'ActionInvoked', 'us', [dbus.UInt32({number}), 'outbox'],"
              " dbus_interface='org.freedesktop.DBus.Mock')")
    subprocess.run([sys.argv[1], "-c", script], check=True)

async def served(notes):
    """Start a service and tell it of a letter, as soon as it listens."""
    mock = subprocess.Popen([sys.argv[1], "-m", "dbusmock", "--session", "--template", "notification_daemon",
                             "--parameters", '{"capabilities": "' + sys.argv[2] + '"}'])
    while not await notes.tell(Notice("A letter was refused", "“<b>1 & 1</b>”"), 7):
        await asyncio.sleep(0.1)
    return mock

async def main():
    pressed = asyncio.Queue()
    notes = DesktopNotes(pressed.put_nowait)
    print("alone", await notes.tell(Notice("Nobody hears this"), 1), flush=True)
    mock = await served(notes)
    await notes.tell(Notice("2 letters have not left yet"), None)
    for number in (99, 1, 2, 2):
        press(number)
    print("pressed", await pressed.get(), await pressed.get(), pressed.empty(), flush=True)
    await notes.tell(Notice("What was asked before this has been done"), None)
    mock.terminate()
    mock.wait()
    print("gone", await notes.tell(Notice("Nobody hears this"), 1), flush=True)
    with socket.socket(socket.AF_UNIX) as bus:  # the daemon at its other end is whom to kill
        bus.connect(get_bus("SESSION"))
        pid, _, _ = struct.unpack("3i", bus.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    mock = await served(notes)
    os.kill(pid, signal.SIGKILL)
    mock.wait()
    print("bus gone", await notes.tell(Notice("Nobody hears this"), 1), flush=True)
    await notes.close()

asyncio.run(main())
'''


def played(tmp_path: Path, capabilities: str) -> list[str]:
    """Return what was printed, the service's log among it, without the times in front."""
    inside = [sys.executable, "-c", SCENE, SYSTEM_PYTHON, capabilities]
    done = subprocess.run(
        ["dbus-run-session", "--", *inside],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return [line.split(" ", 1)[1] if line[:1].isdigit() else line for line in done.stdout.splitlines()]


needs_a_mock = pytest.mark.skipif(not can_mock_the_desktop(), reason="no D-Bus, or no dbusmock, here")


@needs_a_mock
def test_a_notice_has_a_button_and_nothing_in_it_is_markup(tmp_path: Path) -> None:
    lines = played(tmp_path, "body body-markup actions")
    told = [line for line in lines if line.startswith("Notify")]
    assert len(told) == 4
    assert "“&lt;b&gt;1 &amp; 1&lt;/b&gt;”" in told[0]
    assert '["default", "Show in outbox", "outbox", "Show in outbox"]' in told[0]
    said = [line for line in lines if line.startswith(("alone", "pressed", "gone", "bus gone"))]
    assert [line for line in lines if line.startswith("Close")] == [
        "CloseNotification 1",
        "CloseNotification 2",
    ]
    assert said == ["alone False", "pressed 7 None True", "gone False", "bus gone False"]


@needs_a_mock
def test_a_plain_service_gets_plain_text_and_no_button(tmp_path: Path) -> None:
    told = [line for line in played(tmp_path, "body") if line.startswith("Notify")]
    assert "“<b>1 & 1</b>”" in told[0]
    assert "Show in outbox" not in told[0]


async def test_without_a_session_bus_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert not await DesktopNotes(lambda _number: None).tell(Notice("A letter was refused"), 1)


@pytest.mark.parametrize("address", ["unix:path=/nowhere", "tcp:host=nowhere", "launchd:x=y"])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the tray tells")
async def test_a_bus_that_is_not_there_is_no_trouble(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert not await DesktopNotes(lambda _number: None).tell(Notice("A letter was refused"), 1)
