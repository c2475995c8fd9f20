"""A command that is told to end while it delivers ends in good order, as after Ctrl+C."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

TERMINATED = 128 + signal.SIGTERM
"""The exit status then, as shells report it."""


@contextmanager
def cancelled_by_sigterm() -> Iterator[None]:
    """Have SIGTERM cancel the current task within this; elsewhere it ends the process on the spot.

    Only for the main thread's loop. On Windows nothing changes: it has no such signal to send.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    if task is not None:
        with suppress(NotImplementedError):
            loop.add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGTERM)
