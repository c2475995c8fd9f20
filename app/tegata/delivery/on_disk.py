"""Writes as far as the disk lets us what saves work later, and must not decide how a letter fares."""

import logging
from collections.abc import Awaitable

_log = logging.getLogger(__name__)


async def on_disk(writing: Awaitable[None]) -> None:
    """Wait for the writing. A disk that fails is noted in the log: it costs the memory and nothing else."""
    try:
        await writing
    except OSError:
        _log.warning("what was learned of a server is not on disk", exc_info=True)
