"""A profile's entries are found again wherever it is, and by nobody else."""

import errno
from pathlib import Path

import pytest

from tegata.keys import place
from tegata.keys.place import places_of
from tegata.profile import Profile


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "STICK" / "tegata")
    made.directory.mkdir(parents=True)
    return made


def test_the_users_own_profile_needs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "default_directory", lambda: tmp_path)
    assert places_of(Profile(tmp_path)) == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_a_stick_is_known_again_where_it_is_plugged_in_next(profile: Profile, tmp_path: Path) -> None:
    here, formerly = places_of(profile)
    assert (len(here), formerly) == (len("profile ") + 32, str(profile.directory))
    assert places_of(profile) == (here, formerly)
    moved = profile.directory.parent.rename(tmp_path / "Elsewhere") / "tegata"
    assert places_of(Profile(moved)) == (here, str(moved))


def test_each_profile_has_an_id_of_its_own(profile: Profile, tmp_path: Path) -> None:
    assert places_of(profile)[0] != places_of(Profile(tmp_path))[0]


def test_without_room_for_an_id_its_path_stands_for_it(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _data: bytes) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(place, "write_whole", refuse)
    assert places_of(profile) == (str(profile.directory), "")


@pytest.mark.parametrize("planted", [b"", b"\xff", b"x" * 32, b"0" * 31, b"0" * 33])
def test_what_is_no_id_is_replaced(profile: Profile, planted: bytes) -> None:
    (profile.directory / "keyring-id").write_bytes(planted)
    here, _formerly = places_of(profile)
    assert planted.decode("latin-1") not in here or not planted
    assert len(here) == len("profile ") + 32
    assert places_of(profile)[0] == here
