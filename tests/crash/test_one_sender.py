"""Real processes on one profile: one sends at a time, whoever is killed, and nobody else reads along."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tegata.accounts.accounts_file import save_account
from tests.cli.terminal import quiet_environment
from tests.crash.desk import BOB
from tests.crash.server_process import ServerProcess
from tests.delivery.bench import account_at

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
as_root = pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a folder away, or mount a disk"
)
_REFUSED = 13


@pytest.fixture
def server() -> Iterator[ServerProcess]:
    running = ServerProcess.start()
    running.begin("CHUNKING")
    yield running
    running.close()


@pytest.fixture
def profile(tmp_path: Path, server: ServerProcess) -> Path:
    directory = tmp_path / "profile"
    directory.mkdir(mode=0o700)
    assert save_account(directory / "accounts.toml", account_at(server.port)) is None
    return directory


def start(profile: Path, *words: str, umask: int = -1) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tegata", *words, "--profile", str(profile)],
        env={**quiet_environment(), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        umask=umask,
    )


def send(profile: Path, subject: str, umask: int = -1) -> subprocess.Popen[str]:
    body = profile.parent / "body.txt"
    body.write_text("Dear Bob.\n")
    words = ("--account", "anna", "--to", BOB, "--subject", subject, "--body-file", str(body), "--json")
    return start(profile, "send", *words, umask=umask)


def report(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Return the last line that the command has printed, and as `words` what it has said to people."""
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    result: dict[str, Any] = json.loads(out.splitlines()[-1])
    return result | {"words": err}


def end(window: subprocess.Popen[str]) -> None:
    window.terminate()
    _out, err = window.communicate(timeout=60)
    assert "Traceback" not in err


def until_it_listens(profile: Path) -> None:
    deadline = time.monotonic() + 60
    while not (profile / "instance.json").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@posix
def test_windows_and_terminals_that_start_at_once_send_each_letter_once(
    profile: Path, server: ServerProcess
) -> None:
    windows = [start(profile) for _ in range(2)]
    terminals = [send(profile, str(number)) for number in range(4)]
    assert [report(terminal)["outcome"] for terminal in terminals] == ["sent"] * 4
    for window in windows:
        end(window)
    assert Counter(server.count()) == {(str(number), BOB): 1 for number in range(4)}


@posix
def test_the_lock_of_a_window_that_was_killed_is_nobodys(profile: Path, server: ServerProcess) -> None:
    window = start(profile)
    until_it_listens(profile)
    terminals = [send(profile, str(number)) for number in range(4)]
    terminals[0].wait(60)
    window.send_signal(signal.SIGKILL)
    window.communicate()
    assert (profile / "instance.json").exists()
    assert (profile / "lock").exists()
    outcomes = {str(number): report(terminal)["outcome"] for number, terminal in enumerate(terminals)}
    accepted = Counter(server.count())
    assert set(outcomes.values()) <= {"sent", "uncertain"}
    assert set(accepted.values()) == {1}
    assert {(subject, BOB) for subject, outcome in outcomes.items() if outcome == "sent"} <= accepted.keys()
    assert report(send(profile, "last"))["outcome"] == "sent"


@posix
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_nobody_else_can_read_along_whatever_the_umask(profile: Path, umask: int) -> None:
    assert report(send(profile, "private", umask))["outcome"] == "sent"
    window = start(profile, umask=umask)
    until_it_listens(profile)
    modes = {path: path.lstat().st_mode for path in (profile, *profile.rglob("*"))}
    end(window)
    assert len(modes) >= 10
    for path, mode in modes.items():
        wanted = 0o700 if stat.S_ISDIR(mode) else 0o600
        assert stat.S_IMODE(mode) == wanted, path


@as_root
def test_somebody_elses_profile_is_refused_and_left_alone(profile: Path, server: ServerProcess) -> None:
    os.chown(profile, 12345, 12345)
    refused = send(profile, "theirs")
    result = report(refused)
    assert refused.returncode == _REFUSED
    assert str(profile) in result["words"]
    assert [path.name for path in profile.iterdir()] == ["accounts.toml"]
    assert server.count() == []


@as_root
def test_a_disk_that_became_read_only_is_named(tmp_path: Path, server: ServerProcess) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        profile = disk / "profile"
        profile.mkdir(mode=0o700)
        assert save_account(profile / "accounts.toml", account_at(server.port)) is None
        assert report(send(profile, "one"))["outcome"] == "sent"
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        (tmp_path / "body.txt").write_text("Dear Bob.\n")
        refused = start(
            profile, "send", "--account", "anna", "--to", BOB, "--subject", "two",
            "--body-file", str(tmp_path / "body.txt"), "--json",
        )  # fmt: skip
        result = report(refused)
        assert refused.returncode == _REFUSED
        assert "write-protected" in result["words"]
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
    assert server.count() == [("one", BOB)]
