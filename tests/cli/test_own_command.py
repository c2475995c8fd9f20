"""The program started once more, from source and from a bundle."""

import subprocess
import sys

import pytest

from tegata import __version__
from tegata.cli.own_command import own_command


def test_from_source_it_is_the_same_program() -> None:
    ran = subprocess.run([*own_command(), "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == f"Tegata {__version__}"


def test_a_bundle_is_its_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/tegata/tegata")
    assert own_command() == ["/opt/tegata/tegata"]
