"""A disk that fails costs the memory and nothing else."""

import logging

import pytest

from tegata.delivery.on_disk import on_disk
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
