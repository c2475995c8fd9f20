"""The real keyrings: a GNOME Keyring on a bus of its own where there is one, and what it is like without."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tegata.keys import safes
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.safes import KeyringSafe, find_safe

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
missing = [program for program in PROGRAMS if shutil.which(program) is None]
with_gnome = pytest.mark.skipif(
    bool(missing), reason=f"no {', '.join(missing)}: the real keyring is left out"
)

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Secret Service is for Linux")

ROUND = """
import asyncio
from tegata.keys.key_ring import KeyRing
from tegata.secret import Secret

async def main():
    key_ring = KeyRing("the test", send=SEND)
    assert str(await key_ring.get("home", "pop")) == "missing"
    for text in ("opensesame", "手形", "t" * 4000, "short again"):
        assert await key_ring.set("home", "pop", Secret(text)) is None
        assert (await key_ring.get("home", "pop")).reveal() == text
    assert str(await key_ring.get("home", "submission")) == "missing"
    assert await key_ring.delete("home", "pop") is None
    assert await key_ring.delete("home", "pop") is None
    assert str(await key_ring.get("home", "pop")) == "missing"
    print("all well")

asyncio.run(main())
"""
LOCKED = """
import asyncio, contextlib, secretstorage
from tegata.keys.key_ring import KeyRing
from tegata.secret import Secret

async def main():
    key_ring = KeyRing("the test", send=SEND)
    assert await key_ring.set("home", "pop", Secret("opensesame")) is None
    with contextlib.closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()
    print(await key_ring.get("home", "pop"), await key_ring.set("home", "pop", Secret("x")))
    print(await key_ring.unlock())
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(key_ring.unlock(), 0.1)
    print(await key_ring.get("home", "pop"))

asyncio.run(main())
"""
TRY = """
import asyncio
from tegata.keys.key_ring import KeyRing
from tegata.secret import Secret

async def main():
    key_ring = KeyRing(send=SEND)
    print(await key_ring.get("home", "pop"), await key_ring.set("home", "pop", Secret("x")))

asyncio.run(main())
"""
HERE = "SEND = None\n"
IN_A_PROCESS = """
from tegata.cli.own_command import own_command
from tegata.keys.on_call import OnCall
SEND = OnCall([*own_command(), "--serve-keys"]).do
"""
both_ways = pytest.mark.parametrize("send", [HERE, IN_A_PROCESS], ids=["here", "in a process"])
UNLOCKED = 'eval "$(echo pass | gnome-keyring-daemon --unlock --components=secrets --daemonize)"; '

Run = Callable[[str, str], str]


@pytest.fixture
def on_a_bus(tmp_path: Path) -> Run:
    """Run Python code on a session bus of its own, behind shell commands; return what it printed."""

    def run(before: str, code: str) -> str:
        home, run_time = tmp_path / "home", tmp_path / "run"
        home.mkdir()
        run_time.mkdir(mode=0o700)
        keep = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("DBUS_", "DISPLAY", "WAYLAND"))
        }
        environment = {
            **keep,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run_time),
            "XDG_DATA_HOME": str(home / "data"),
        }
        output = tmp_path / "output"
        with output.open("wb") as file:  # what the bus starts keeps a pipe open for ever
            subprocess.run(
                ["dbus-run-session", "--", "bash", "-c", f'{before}exec "$0" -c "$1"', sys.executable, code],
                stdout=file,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=60,
                check=False,
            )
        return output.read_text("utf-8")

    return run


@with_gnome
@both_ways
def test_passwords_survive_in_a_real_keyring(on_a_bus: Run, send: str) -> None:
    assert "all well" in on_a_bus(UNLOCKED, send + ROUND)


@with_gnome
@both_ways
def test_a_real_keyring_that_is_locked_says_so(on_a_bus: Run, send: str) -> None:
    assert on_a_bus(UNLOCKED, send + LOCKED).split()[-4:] == ["locked"] * 4


@with_gnome
@both_ways
def test_a_keyring_never_set_up_is_locked_until_the_user_makes_it(on_a_bus: Run, send: str) -> None:
    start = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; "
    assert on_a_bus(start, send + TRY).split()[-2:] == ["locked", "locked"]


@linux
@pytest.mark.parametrize("bus", ["", "unix:path=/nonexistent/bus", "nonsense"])
def test_without_a_bus_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch, bus: str) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    if bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    assert find_safe() is KeyTrouble.NO_KEYRING


@linux
def test_a_configured_plain_text_keyring_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    assert find_safe() is KeyTrouble.NO_KEYRING


@pytest.mark.parametrize(("platform", "name"), [("win32", "_windows_safe"), ("darwin", "_mac_safe")])
def test_each_system_has_its_own(monkeypatch: pytest.MonkeyPatch, platform: str, name: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(safes, name, lambda: KeyTrouble.LOCKED)
    assert find_safe() is KeyTrouble.LOCKED


def test_a_back_end_without_locks_is_used_as_it_is() -> None:
    entries: dict[tuple[str, str], str] = {}
    backend = SimpleNamespace(
        get_password=lambda service, user: entries.get((service, user)),
        set_password=lambda service, user, text: entries.update({(service, user): text}),
        delete_password=lambda service, user: entries.pop((service, user)),
    )
    safe = KeyringSafe(backend, ())  # type: ignore[arg-type]
    assert not safe.is_locked()
    safe.unlock()
    safe.set("tegata: home (pop)", "opensesame")
    assert safe.get("tegata: home (pop)") == "opensesame"
    safe.delete("tegata: home (pop)")
    safe.delete("tegata: home (pop)")
    assert safe.get("tegata: home (pop)") is None
