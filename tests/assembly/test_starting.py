"""The start, as a process of its own: what it refuses, cleans up, hands over, and does not import."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tegata.assembly import starting
from tegata.cli.arguments import parse
from tegata.network.knock import call
from tegata.profile import Profile, ProfileLock
from tests.program import TEGATA

ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    command = [*TEGATA, *arguments]
    return subprocess.Popen(
        command, env=ENVIRONMENT | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline, path
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    program = start("--profile", str(tmp_path / "p"))
    wait_for(tmp_path / "p" / "instance.json")
    program.send_signal(number)
    _out, err = program.communicate(timeout=30)
    assert program.returncode == 0
    assert "Traceback" not in err
    assert not (tmp_path / "p" / "instance.json").exists()


def test_a_second_start_ends_at_once(tmp_path: Path) -> None:
    first = start("--profile", str(tmp_path / "p"))
    wait_for(tmp_path / "p" / "instance.json")
    second = start("--profile", str(tmp_path / "p"))
    _out, err = second.communicate(timeout=30)
    assert second.returncode == 0
    assert err == ""
    first.terminate()
    first.communicate(timeout=30)


def test_of_two_starts_at_once_one_opens_a_window_and_hears_of_the_other(tmp_path: Path) -> None:
    """The first has the lock long before it has a door."""
    both = [start("--profile", str(tmp_path / "p")) for _each in range(2)]
    deadline = time.monotonic() + 30
    while all(each.poll() is None for each in both):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    ended, runs = sorted(both, key=lambda each: each.poll() is None)
    assert (ended.returncode, runs.poll()) == (0, None)
    assert call(tmp_path / "p", {"verb": "raise", "mailto": None}) == {"done": True}
    for each in both:
        each.terminate()
        each.communicate(timeout=30)


def test_a_window_that_never_opens_its_door_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(starting, "_PATIENCE_SECONDS", 0.1)

    def open_window(_arguments: object, _profile: Profile, lock: ProfileLock | None) -> int:
        opened.append(lock)
        return 0

    monkeypatch.setattr("tegata.assembly.first_sight.open_window", open_window)
    monkeypatch.setattr("gc.disable", lambda: None)  # for the tests that follow
    profile = Profile(tmp_path / "p")
    assert profile.prepare() is None
    lock = profile.try_lock()
    assert lock is not None
    lock.say_window()
    assert starting.start(parse(["--profile", str(tmp_path / "p")])) == 0
    assert opened == [None]
    lock.release()


SECOND = """
import atexit, sys
from tegata.__main__ import main
slow = "PySide6 asyncio ssl sqlite3 email keyring logging tomllib importlib.resources".split()
atexit.register(lambda: print([name for name in slow if name in sys.modules]))
sys.exit(main(sys.argv[1:]))
"""


def test_a_second_start_imports_next_to_nothing(tmp_path: Path) -> None:
    first = start("--profile", str(tmp_path / "p"))
    wait_for(tmp_path / "p" / "instance.json")
    second = subprocess.run(
        [sys.executable, "-c", SECOND, "--profile", str(tmp_path / "p"), "mailto:bob@b.example"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert second.stdout.strip() == "[]"
    first.terminate()
    first.communicate(timeout=30)


def test_a_start_beside_a_command_that_delivers_opens_a_window(tmp_path: Path) -> None:
    """Who holds the lock and has no door is no window: somebody sends from a terminal."""
    profile = Profile(tmp_path / "p")
    assert profile.prepare() is None
    lock = profile.try_lock()
    assert lock is not None
    program = start("--profile", str(tmp_path / "p"))
    wait_for(tmp_path / "p" / "store" / "tegata.db")
    assert call(profile.directory, {"verb": "raise", "mailto": None}) is None
    assert program.poll() is None
    lock.release()
    wait_for(tmp_path / "p" / "instance.json")
    program.terminate()
    program.communicate(timeout=30)


def test_practice_leaves_nothing_behind(tmp_path: Path) -> None:
    program = start("--practice", TMPDIR=str(tmp_path))
    wait_for(tmp_path)
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("tegata-practice-*/instance.json")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    program.terminate()
    program.communicate(timeout=30)
    assert list(tmp_path.iterdir()) == []


def test_a_profile_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("not a directory")
    program = start("--profile", str(tmp_path / "p"))
    _out, err = program.communicate(timeout=30)
    assert program.returncode == 13
    assert err == f"{tmp_path / 'p'} cannot be used: it is not a folder\n"
