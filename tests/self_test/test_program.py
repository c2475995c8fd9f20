"""Versions, of a program from source and of a bundle."""

import platform
import sys

import pytest

from tegata import __version__
from tegata.self_test.finding import State
from tegata.self_test.program import look


def test_the_versions_are_named() -> None:
    found = look()
    assert found.state is State.OK
    assert f"Tegata {__version__}, Python {platform.python_version()}, " in found.fact
    assert found.figures["bundled"] is False


def test_a_bundle_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "in the bundle" in look().fact


def test_a_system_that_does_not_tell_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> dict[str, str]:
        raise OSError("no /etc/os-release")

    monkeypatch.setattr(platform, "freedesktop_os_release", none)
    assert platform.system() in look().fact
