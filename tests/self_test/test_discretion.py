"""Who uses the computer stays out of the report."""

from pathlib import Path

import pytest

from tegata.self_test.discretion import discreet
from tegata.self_test.finding import Finding, State


@pytest.fixture(autouse=True)
def anna(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/anna"))
    monkeypatch.setattr("getpass.getuser", lambda: "anna")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/anna/.local/share/tegata", "~/.local/share/tegata"),
        ("in /home/anna, and /home/anna: full", "in ~, and ~: full"),
        ("/home/annabel/mail", "/home/annabel/mail"),
        ("/media/anna/STICK/mail", "/media/…/STICK/mail"),
        (r"D:\Users\anna", r"D:\Users\…"),
        ("Anna and anna have 2 savannas", "Anna and anna have 2 savannas"),
    ],
)
def test_the_home_directory_is_shortened_and_the_user_left_out(text: str, shown: str) -> None:
    found = discreet(Finding(State.OK, text, text, {"place": text, "n": 1}))
    assert found == Finding(State.OK, shown, shown, {"place": shown, "n": 1})


def test_a_home_behind_a_link_is_shortened_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = tmp_path / "disk" / "users" / "anna"
    real.mkdir(parents=True)
    (tmp_path / "home").symlink_to(real)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    both = Finding(State.OK, f"{real}/x {tmp_path}/home/x")
    assert discreet(both).fact == "~/x ~/x"


def test_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert discreet(Finding(State.OK, "/media/anna")).fact == "/media/anna"
