"""Which program the desktop names, if any."""

from pathlib import Path

import pytest

from tegata.self_test.finding import State
from tegata.self_test.links import look


def desktop_says(words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "xdg-mime"
    tool.write_text(f"#!/bin/sh\n[ \"$*\" = 'query default x-scheme-handler/mailto' ] && echo '{words}'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize(
    ("words", "state", "shown"),
    [
        ("net.example.Tegata.desktop", State.OK, "They open with net.example.Tegata"),
        ("thunderbird.desktop", State.NOT_HERE, "They open with thunderbird"),
        ("", State.NOT_HERE, "The desktop names no program for them."),
    ],
)
def test_the_desktops_choice(
    words: str, state: State, shown: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desktop_says(words, monkeypatch, tmp_path)
    found = look()
    assert (found.state, found.fact) == (state, shown)


def test_a_desktop_without_the_tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert look().state is State.NOT_HERE


def test_a_tool_that_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "xdg-mime"
    tool.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("tegata.self_test.links._SECONDS", 0.2)
    assert look().state is State.NOT_HERE
