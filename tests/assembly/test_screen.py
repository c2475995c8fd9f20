"""The screen is found by what the environment names."""

import sys

import pytest

from tegata.assembly.screen import has_screen

NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.parametrize("name", [*NAMES, None])
def test_any_of_three_names_is_a_screen_on_linux(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for each in NAMES:
        monkeypatch.delenv(each, raising=False)
    if name is not None:
        monkeypatch.setenv(name, ":0")
    assert has_screen() is (name is not None)


def test_other_systems_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert has_screen()
