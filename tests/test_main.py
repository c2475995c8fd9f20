"""What the program does with its arguments; the window has tests of its own."""

import subprocess
import sys
from argparse import Namespace
from datetime import timedelta

import pytest

from tegata.__main__ import main
from tests.program import TEGATA


@pytest.mark.parametrize(
    "words",
    [
        ["send", "--account", "anna", "--subject", "x", "--body-file", "-"],
        ["login", "--account", "anna"],
        ["check", "--account", "anna"],
        ["outbox", "list"],
    ],
)
def test_a_command_is_run_and_its_status_is_the_programs(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Namespace] = []

    def run(arguments: Namespace) -> int:
        seen.append(arguments)
        return 12

    monkeypatch.setattr("tegata.cli.command.run", run)
    assert main(words) == 12
    assert [arguments.command for arguments in seen] == words[:1]


def test_the_practice_provider_runs_alone_or_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    windows: list[timedelta] = []

    async def run_alone(window: timedelta) -> int:
        windows.append(window)
        return 0

    async def play() -> int:
        return 1

    monkeypatch.setattr("tegata.practice.alone.run_alone", run_alone)
    monkeypatch.setattr("tegata.practice.play.play", play)
    assert main(["practice", "--window-minutes", "2.5"]) == 0
    assert windows == [timedelta(minutes=2.5)]
    assert main(["practice", "--play"]) == 1


def test_the_self_tests_status_is_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tegata.self_test.command.self_test", lambda arguments: int(arguments.json))
    assert [main(["--self-test"]), main(["--self-test", "--json"])] == [0, 1]


@pytest.mark.skipif(sys.platform != "linux", reason="there is always a screen")
def test_practice_without_a_screen_is_played_in_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> int:
        return 0

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tegata.practice.play.play", play)
    assert main(["--practice"]) == 0


def test_interrupted_it_ends_as_a_shell_expects(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_arguments: Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tegata.cli.command.run", interrupted)
    assert main(["outbox", "list"]) == 130


def test_it_can_be_started_as_a_module() -> None:
    ran = subprocess.run([*TEGATA, "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("Tegata ")
    assert ran.stderr == ""


def test_a_usage_error_is_2() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["send", "--no-such-thing"])
    assert ended.value.code == 2
