"""Two ways to write on a disk that may refuse: what saves work later gives way, what has happened insists."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from tegata.store.trouble import StoreError

T = TypeVar("T")

RETRY = timedelta(seconds=2)
"""Between two questions to a disk that refuses."""

_log = logging.getLogger(__name__)


async def on_disk(writing: Awaitable[None]) -> None:
    """Wait for the writing. A disk that fails is noted in the log: it costs the memory and nothing else."""
    try:
        await writing
    except OSError:
        _log.warning("what was learned of a server is not on disk", exc_info=True)


async def insist(transaction: Callable[[], Awaitable[T]]) -> T:
    """Return what it returns, however long the disk refuses it: what it notes is known to nobody else."""
    while True:
        try:
            return await transaction()
        except StoreError:
            _log.exception("the outbox cannot be read or written for now")
            await asyncio.sleep(RETRY.total_seconds())
