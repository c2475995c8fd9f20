"""Room kept back on the disk."""

import os
from pathlib import Path

import pytest

from tegata.store.reserve import Reserve


def test_it_takes_up_real_room_until_it_is_released(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "reserve")
    reserve.fill()
    status = reserve.path.stat()
    assert status.st_size == 256 * 1024
    if hasattr(status, "st_blocks"):
        assert status.st_blocks * 512 >= 256 * 1024
    reserve.release()
    reserve.release()
    assert not reserve.path.exists()


@pytest.mark.needs_modes
def test_it_is_private(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "reserve")
    reserve.fill()
    assert reserve.path.stat().st_mode & 0o777 == 0o600


def test_it_is_filled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reserve = Reserve(tmp_path / "reserve")
    reserve.fill()
    monkeypatch.setattr("tegata.store.reserve.open_private", None)
    reserve.fill()


def test_half_a_reserve_is_filled_up(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "reserve")
    reserve.path.write_bytes(b"half")
    reserve.fill()
    assert reserve.path.stat().st_size == 256 * 1024


def test_without_posix_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    reserve = Reserve(tmp_path / "reserve")
    reserve.fill()
    assert reserve.path.stat().st_size == 256 * 1024


def test_a_disk_that_cannot_set_room_aside_is_read_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The C library's own way there, which another process that takes the same room brings to read."""

    def block_by_block(descriptor: int, start: int, octets: int) -> None:
        assert start == 0
        os.truncate(descriptor, octets)
        assert os.read(descriptor, 1) == b"\0"

    monkeypatch.setattr(os, "posix_fallocate", block_by_block, raising=False)
    reserve = Reserve(tmp_path / "reserve")
    reserve.fill()
    assert reserve.path.stat().st_size == 256 * 1024


def test_a_full_disk_leaves_no_piece_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
    with pytest.raises(OSError, match="No space"):
        Reserve(tmp_path / "reserve").fill()
    assert list(tmp_path.iterdir()) == []
