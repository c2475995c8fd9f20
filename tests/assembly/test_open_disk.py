"""Who keeps a profile where others can read it hears of it, once."""

import errno
import os
from pathlib import Path

import pytest

from tegata.assembly import open_disk
from tegata.assembly.open_disk import tell_once
from tegata.profile import Profile

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A profile on a disk that passes over chmod, as Linux does on FAT."""
    tmp_path.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", lambda _path, _mode: None)
    profile = Profile(tmp_path)
    assert profile.prepare() is None
    return profile


def test_it_is_told_once(stick: Profile) -> None:
    told = tell_once(stick)
    assert told is not None
    assert told[0] == "Others can read what is kept here"
    assert "USB stick" in told[1]
    assert "another computer asks for them" in told[1]
    assert tell_once(stick) is None


def test_a_private_profile_is_nothing_to_speak_of(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    assert profile.prepare() is None
    assert tell_once(profile) is None


def test_a_disk_that_takes_no_note_of_it_is_no_reason_to_be_silent(
    stick: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(open_disk, "write_whole", full)
    assert tell_once(stick) is not None
    assert tell_once(stick) is not None
