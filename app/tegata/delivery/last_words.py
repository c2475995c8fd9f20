"""An orderly end of the program, while the answer of a server may be on its way already."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from tegata.tasks import spawn

PATIENCE = timedelta(seconds=2)
"""Short of what sessions that end leave their programs, with what comes after it. On Windows it is five."""


async def hear_out(sending: Coroutine[Any, Any, None], last_octet_due: Callable[[], bool], name: str) -> None:
    """Carry it out; when this is cancelled it ends, but with its last octet due only after `PATIENCE`.

    In so long the most servers answer, and what they have said is written down: what would be perhaps
    delivered has arrived.
    """
    task = spawn(sending, name)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        if last_octet_due():
            await asyncio.wait({task}, timeout=PATIENCE.total_seconds())
        raise
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
