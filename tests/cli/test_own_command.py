"""The program started once more, from source and from a bundle."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tegata import __version__
from tegata.cli.own_command import own_command


def test_from_source_it_is_the_same_program() -> None:
    ran = subprocess.run([*own_command(), "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == f"Tegata {__version__}"


def test_nothing_is_imported_from_where_it_was_started(tmp_path: Path) -> None:
    """A window may have been opened in a folder of downloads, and its passwords are asked for from there."""
    (tmp_path / "json.py").write_text("raise SystemExit('from the folder')")
    (tmp_path / "keyring.py").write_text("raise SystemExit('from the folder')")
    ran = subprocess.run(
        [*own_command(), "--serve-keys"],
        input=b'{"deed": "look", "entry": "", "older": null, "keep": ""}\n',
        cwd=tmp_path,
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": "disabled:"},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_bundle_is_its_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/tegata/tegata")
    assert own_command() == ["/opt/tegata/tegata"]
