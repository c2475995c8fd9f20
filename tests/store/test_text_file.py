"""A text in a file of the user's own, or the reason why not."""

import errno
from pathlib import Path

import pytest

from tegata.store.text_file import write_text_file
from tegata.store.trouble import StoreTrouble, Trouble


def test_it_is_written_in_utf_8(tmp_path: Path) -> None:
    assert write_text_file(tmp_path / "report.txt", "日時\n") is None
    assert (tmp_path / "report.txt").read_bytes() == "日時\n".encode()


def test_a_full_disk_is_said_and_no_stump_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(path: Path, *_args: object, **_more: object) -> int:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    trouble = write_text_file(tmp_path / "report.txt", "whole")
    assert isinstance(trouble, Trouble)
    assert trouble.kind is StoreTrouble.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    trouble = write_text_file(tmp_path / "nowhere" / "report.txt", "x")
    assert isinstance(trouble, Trouble)
    assert "nowhere" in trouble.detail


def test_a_device_that_is_always_full_stays() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no such device here")
    trouble = write_text_file(full, "x")
    assert isinstance(trouble, Trouble)
    assert trouble.kind is StoreTrouble.DISK_FULL
    assert full.exists()
