"""The start, as a process of its own: what it refuses, cleans up, and does not import too early."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from tegata.assembly.opening import _neighbours, _start_practice
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
    assert "Traceback" not in err
    first.terminate()
    first.communicate(timeout=30)


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
    assert str(tmp_path / "p") in err


EARLY = """
import sys
from tegata.assembly import opening
slow = ("asyncio", "ssl", "sqlite3", "email", "keyring", "socket", "qasync")
opening.paint_first = lambda app: sys.exit(str([name for name in slow if name in sys.modules]))
from tegata.cli.arguments import parse
opening.open_window(parse(["--profile", sys.argv[1]]))
"""


def test_nothing_slow_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EARLY, str(tmp_path / "p")],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is not asked there")
def test_other_mailers_are_looked_for_in_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefs = tmp_path / ".thunderbird" / "p" / "prefs.js"
    prefs.parent.mkdir(parents=True)
    pref = 'user_pref("mail.server.server1.{}", "{}");\n'
    values = {"type": "pop3", "hostname": "pop.a.example", "userName": "anna"}
    prefs.write_text("".join(pref.format(key, value) for key, value in values.items()))
    monkeypatch.setenv("HOME", str(tmp_path))
    (found,) = _neighbours()
    assert (found.mailer, found.host, found.user) == ("Thunderbird", "pop.a.example", "anna")


def test_practice_is_another_tegata_from_a_bundle_too(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(
        QProcess, "startDetached", lambda program, words: started.append([program, *words]), raising=True
    )
    _start_practice()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    _start_practice()
    assert started == [[sys.executable, "-m", "tegata", "--practice"], [sys.executable, "--practice"]]
