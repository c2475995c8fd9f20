"""The whole self-test: its lines, its exit status, and that it can be mailed."""

import json
import os
import subprocess
from argparse import Namespace
from pathlib import Path

import pytest

from tegata.cli.arguments import parse
from tegata.self_test.command import carry_out
from tegata.self_test.finding import Finding, Part, State
from tegata.self_test.parts import parts_of
from tests.program import TEGATA


def arguments(*words: str) -> Namespace:
    return parse(["--self-test", *words])


def part(state: State, fact: str = "It is there") -> Part:
    return Part(state.value, "Part", lambda: Finding(state, fact))


@pytest.mark.parametrize(
    ("states", "status"),
    [([State.OK, State.WARNING, State.NOT_HERE], 0), ([State.OK, State.FAILED, State.OK], 1)],
)
async def test_only_a_failure_fails(
    states: list[State], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await carry_out(arguments(), map(part, states)) == status
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == len(states) + 2


async def test_with_json_the_last_line_is_an_object_and_the_words_go_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    await carry_out(arguments("--json"), [part(State.OK)])
    seen = capsys.readouterr()
    assert json.loads(seen.out) == {
        "outcome": "ok",
        "parts": [
            {"part": "ok", "state": "ok", "fact": "It is there", "advice": "", "figures": {}}
            | {"ms": json.loads(seen.out)["parts"][0]["ms"]}
        ],
    }
    assert "It is there" in seen.err


async def test_the_home_directory_is_in_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    await carry_out(arguments("--json"), [part(State.FAILED, f"{Path.home()}/x cannot be read")])
    seen = capsys.readouterr()
    assert "~/x cannot be read" in seen.err
    assert str(Path.home()) + "/" not in seen.out + seen.err


def test_the_program_itself(tmp_path: Path) -> None:
    """As a user runs it, with a home of its own and no keyring and no screen."""
    home = tmp_path / "users" / "tegatatester"
    home.mkdir(parents=True)
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME"}
    }
    ran = subprocess.run(
        [*TEGATA, "--self-test", "--json"],
        env={**kept, "HOME": str(home), "USER": "tegatatester", "LOGNAME": "tegatatester", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert [each["part"] for each in said["parts"]] == [each.name for each in parts_of(home)]
    states = {each["part"]: each["state"] for each in said["parts"]}
    needed = (
        "program",
        "profile",
        "resources",
        "languages",
        "authorities",
        "drafts",
        "provider",
        "letter",
        "qt",
    )
    assert {name: states[name] for name in needed} == dict.fromkeys(needed, "ok")
    assert "tegatatester" not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (home / ".local" / "share" / "tegata").exists()
