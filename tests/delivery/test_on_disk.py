"""A disk that fails costs the memory and nothing else."""

import logging
from datetime import timedelta

import pytest

from tegata.delivery import on_disk as room
from tegata.delivery.on_disk import insist, on_disk
from tegata.store.trouble import StoreError, StoreTrouble, Trouble


async def test_a_disk_that_fails_is_noted_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    async def write() -> None:
        raise StoreError(Trouble(StoreTrouble.DISK_FULL, "no space"))

    await on_disk(write())
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "no space" in caplog.text


async def test_a_fault_of_ours_is_not_taken_for_the_disks() -> None:
    async def write() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await on_disk(write())


async def test_what_has_happened_is_written_however_long_the_disk_refuses(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(room, "RETRY", timedelta(0))
    refusals = [StoreError(Trouble(StoreTrouble.OTHER, "I/O error"))] * 3

    async def write() -> str:
        if refusals:
            raise refusals.pop()
        return "written"

    assert await insist(write) == "written"
    assert len(caplog.records) == 3
