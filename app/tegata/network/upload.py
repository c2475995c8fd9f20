"""Streams a letter from disk to a server: dot-stuffed, at the server's pace, never all in memory."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from tegata.network.pipe import Pipe
from tegata.network.troubles import Loss
from tegata.protocols.outcome import Trouble
from tegata.protocols.stuffing import BareLineEndError, DotStuffer

CHUNK = 57 * 1024
_AHEAD = 512 * 1024
"""Octets that may wait in our buffers."""
_LOOK_AGAIN = 0.005
"""Seconds. The buffers are looked at because under TLS asyncio's callbacks know only the upper one."""

OnProgress = Callable[[int, int], None]


async def upload(pipe: Pipe, letter: Path, standstill: float, on_progress: OnProgress | None) -> int:
    """Send the letter without its last dot, until all has left our buffers; return its octets on the wire.

    Stops early when the server speaks or the line is lost: the caller looks. A letter that cannot be read,
    a bare CR or LF in it, or a `standstill` of so many seconds ends the line.
    """
    pace = _Pace(pipe, standstill)
    written = 0
    try:
        with letter.open("rb") as file:
            total = os.fstat(file.fileno()).st_size
            stuffer = DotStuffer()
            while chunk := file.read(CHUNK):
                written += _write(pipe, stuffer.stuff(chunk))
                await asyncio.sleep(0)  # the window stays alive: waiting for the buffers alone does not yield
                await pace.down_to(_AHEAD)
                if pipe.disturbed:
                    return written
                if on_progress is not None:
                    on_progress(file.tell(), total)
            written += _write(pipe, stuffer.finish())
    except (OSError, BareLineEndError) as error:
        pipe.lose(Loss(Trouble.SPOOL, str(error)))
        return written
    await pace.down_to(0)
    return written


def _write(pipe: Pipe, data: bytes) -> int:
    if data:
        pipe.write(data)
    return len(data)


class _Pace:
    """Waits for our buffers to empty, as long as they do empty."""

    def __init__(self, pipe: Pipe, standstill: float) -> None:
        self._pipe = pipe
        self._standstill = standstill
        self._loop = asyncio.get_running_loop()

    async def down_to(self, octets: int) -> None:
        least = self._pipe.unsent()
        moved = self._loop.time()
        while not self._pipe.disturbed and (unsent := self._pipe.unsent()) > octets:
            now = self._loop.time()
            if unsent < least:
                least, moved = unsent, now
            elif now - moved > self._standstill:
                self._pipe.lose(Loss(Trouble.CONN_TIMEOUT, "the server stopped taking the letter"))
            await asyncio.sleep(_LOOK_AGAIN)
