"""Profiles that are there, are not, cannot be used, and have no room."""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tegata.accounts.accounts_file import save_account
from tegata.self_test.finding import State
from tegata.self_test.place import look, nearest_there
from tests.accounts.samples import PLAIN


class Disk(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    has_free(monkeypatch, 35_000_000_000)


def has_free(monkeypatch: pytest.MonkeyPatch, octets: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(10**12, 0, octets))


def test_a_profile_with_an_account(tmp_path: Path) -> None:
    save_account(tmp_path / "accounts.toml", PLAIN)
    found = look(tmp_path)
    assert (found.state, found.fact) == (State.OK, f"{tmp_path}, 1 account, 35.0 GB free")
    assert found.figures["accounts"] == 1


def test_a_profile_is_neither_made_nor_filled(tmp_path: Path) -> None:
    found = look(tmp_path / "a" / "b")
    assert (found.state, found.figures["exists"]) == (State.OK, False)
    assert look(tmp_path).state is State.OK
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("free", "state"), [(50_000_000, State.OK), (49_999_999, State.WARNING), (999_999, State.FAILED)]
)
@pytest.mark.parametrize("name", ["there", "not-there"])
def test_a_disk_without_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: State, name: str
) -> None:
    (tmp_path / "there").mkdir()
    has_free(monkeypatch, free)
    found = look(tmp_path / name)
    assert found.state is state
    assert bool(found.advice) is (state is not State.OK)


def test_settings_that_cannot_be_read_are_named_and_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "accounts.toml").write_text('[[account]]\nname = "anna\n')
    (tmp_path / "tegata.toml").write_text("secret\n")
    found = look(tmp_path)
    assert found.state is State.WARNING
    assert "tegata.toml:1, accounts.toml:2" in found.fact
    assert "secret" not in found.fact


def test_an_account_that_is_left_out_is_named_by_its_line(tmp_path: Path) -> None:
    save_account(tmp_path / "accounts.toml", PLAIN)
    text = (tmp_path / "accounts.toml").read_text()
    (tmp_path / "accounts.toml").write_text(text.replace(f"port = {PLAIN.submission.port}", "port = 70000"))
    found = look(tmp_path)
    assert found.state is State.WARNING
    assert "accounts.toml:" in found.fact
    assert found.figures["accounts"] == 0


def test_a_file_is_no_profile(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("")
    found = look(tmp_path / "p")
    assert found.state is State.FAILED
    assert "not a folder" in found.fact
    assert "--profile" in found.advice


@pytest.mark.parametrize("name", ["there", "not-there"])
def test_a_place_where_one_may_not_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "there").mkdir()
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    found = look(tmp_path / name)
    assert found.state is State.FAILED
    assert "may not write" in found.fact


def test_the_nearest_directory(tmp_path: Path) -> None:
    assert nearest_there(tmp_path) == tmp_path
    assert nearest_there(tmp_path / "a" / "b") == tmp_path
