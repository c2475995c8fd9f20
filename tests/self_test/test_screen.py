"""Qt in a process of its own, where it starts, crashes, hangs, and has nothing to write with."""

import json
import subprocess
import sys

import pytest

from tegata.self_test import running, screen
from tegata.self_test.finding import State
from tegata.words.gettext import use_language

SEEN = {
    "qt": "6.11",
    "platform": "xcb",
    "width": 1280,
    "height": 900,
    "ratio": 2.0,
    "families": 3,
    "japanese_font": False,
}


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let another program be started in Tegata's place."""
    monkeypatch.setattr(screen, "own_command", lambda: [sys.executable, "-c", program])


def answers(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, f"print({json.dumps(SEEN)!r})")


def test_qt_starts_without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    found = screen.look_without()
    assert (found.state, found.figures["platform"]) == (State.OK, "offscreen")


@pytest.mark.skipif(sys.platform != "linux", reason="there is always a screen")
def test_no_screen_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "raise SystemExit(9)")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert screen.look().state is State.NOT_HERE


def test_a_screen_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    answers(monkeypatch)
    assert screen.look().fact == "xcb, 1280 × 900 at 200%"


@pytest.mark.parametrize(("language", "state"), [("en", State.OK), ("ja", State.WARNING)])
def test_who_reads_japanese_needs_its_letters(
    monkeypatch: pytest.MonkeyPatch, language: str, state: State
) -> None:
    use_language(language)
    answers(monkeypatch)
    assert screen.look_without().state is state


def test_a_screen_that_cannot_be_reached_is_told_and_not_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt itself ends such a process: nothing of that may reach this one."""
    monkeypatch.setenv("DISPLAY", "nowhere:0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    found = screen.look()
    assert found.state is State.FAILED
    assert "no-such-platform" in found.fact
    assert "terminal" in found.advice


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import os; os.abort()", "Qt could not start (status -6)"),
        ("import sys; sys.stderr.write('a\\n\\nb\\nc\\nd\\n'); sys.exit(3)", "(status 3): a b c"),
        ("import no_such_library", "ModuleNotFoundError: No module named 'no_such_library'"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="other numbers there")
def test_how_it_ended_is_told(monkeypatch: pytest.MonkeyPatch, program: str, told: str) -> None:
    stand_in(monkeypatch, program)
    found = screen.look_without()
    assert found.state is State.FAILED
    assert told in found.fact


def test_one_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_SECONDS", 0.5)
    stand_in(monkeypatch, "import time; time.sleep(60)")
    found = screen.look_without()
    assert found.state is State.FAILED
    assert "No answer" in found.fact


def test_the_part_ends_before_the_runners_patience() -> None:
    assert screen._SECONDS < running._SECONDS_A_PART


def test_the_option_is_nobodys_business() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tegata", "--help"], capture_output=True, text=True, check=True
    )
    assert "--self-test" in ran.stdout
    assert "--try-screen" not in ran.stdout
