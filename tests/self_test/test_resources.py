"""What came along with the program, and what did not."""

from pathlib import Path

import pytest

from tegata.self_test import resources
from tegata.self_test.finding import State


def test_everything_is_there() -> None:
    found = resources.look()
    assert found.state is State.OK
    assert found.figures["icons"] == len(list(Path("resources/icons/lucide").glob("*.svg")))
    assert f"{found.figures['providers']} providers" in found.fact


def test_an_empty_table_of_providers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "known_providers", dict)
    found = resources.look()
    assert (found.state, found.figures["providers"]) == (State.FAILED, 0)
    assert "Install" in found.advice


@pytest.mark.parametrize("content", ["", "<svg/>"])
def test_icons_that_are_no_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / "icons" / "lucide").mkdir(parents=True)
    for name in ("tegata-16.svg", "tegata-32.svg", "tegata.svg"):
        (tmp_path / "icons" / name).write_text(content)
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    assert resources.look().state is State.FAILED
    (tmp_path / "icons" / "lucide" / "one.svg").write_text("<svg/>")
    assert resources.look().state is (State.OK if content else State.FAILED)
