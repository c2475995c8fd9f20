"""Files that are this user's alone, written wholly or not at all."""

import errno
import os
import stat
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from tegata.private_files import close_to_others, free_name, replacing, sync_directory, write_whole

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@posix
@pytest.mark.needs_links
def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_free_names_count_up(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a", "broken").name == "a.broken-1"
    (tmp_path / "a.broken-1").touch()
    assert free_name(tmp_path / "a", "broken").name == "a.broken-2"


def test_what_breaks_off_halfway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_bytes(b"old")

    def write_half() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@posix
@pytest.mark.needs_modes
def test_what_is_written_is_this_users_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_whole(tmp_path / "letter", b"dear")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "letter").stat().st_mode) == 0o600


@posix
@pytest.mark.parametrize(("number", "matters"), [(errno.EPERM, False), (errno.EROFS, True)])
def test_a_disk_without_modes_takes_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, matters: bool
) -> None:
    def refuses(_path: Path, _mode: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "chmod", refuses)
    with pytest.raises(OSError, match=os.strerror(number)) if matters else nullcontext():
        close_to_others(tmp_path, 0o700)


@posix
@pytest.mark.parametrize(("number", "matters"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_disk_without_a_directorys_fsync_takes_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, matters: bool
) -> None:
    def refuses(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuses)
    with pytest.raises(OSError, match=os.strerror(number)) if matters else nullcontext():
        sync_directory(tmp_path)
