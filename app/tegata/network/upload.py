"""Streams a letter from disk to a server: at the server's pace, never all in memory."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tegata.network.pipe import Pipe
from tegata.network.troubles import Loss
from tegata.protocols.outcome import Trouble
from tegata.protocols.stuffing import BareLineEndError, DotStuffer, LineEnds

CHUNK = 57 * 1024
_AHEAD = 512 * 1024
"""Octets that may wait in our buffers."""
_LOOK_AGAIN = 0.005
"""Seconds. The buffers are looked at because under TLS asyncio's callbacks know only the upper one."""

OnProgress = Callable[[int, int], None]


class Upload:
    """One letter on its way: the whole of it, dot-stuffed for DATA, or as it is, piece by piece, for BDAT.

    A letter that cannot be read, a bare CR or LF in it, or a `standstill` of so many seconds ends the line.
    """

    def __init__(self, pipe: Pipe, letter: Path, standstill: float, on_progress: OnProgress | None) -> None:
        self._pipe = pipe
        self._letter = letter
        self._on_progress = on_progress
        self._standstill = standstill
        self._file: BinaryIO | None = None
        self._total = 0
        self._line_ends = LineEnds()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    async def whole(self) -> int:
        """Send the letter without its last dot, until all has left our buffers; return the octets written.

        Stops early when the server speaks or the line is lost: the caller looks.
        """
        written = 0
        try:
            file, stuffer = self._opened(), DotStuffer()
            while chunk := file.read(CHUNK):
                written += self._write(stuffer.stuff(chunk))
                await self._breathe(lambda: self._pipe.disturbed)
                if self._pipe.disturbed:
                    return written
                self._tell()
            written += self._write(stuffer.finish())
        except (OSError, BareLineEndError) as error:
            self._pipe.lose(Loss(Trouble.SPOOL, str(error)))
            return written
        await self._wait_until_left(0, lambda: self._pipe.disturbed)
        return written

    def piece(self, octets: int) -> bytes:
        """Return the next octets of the letter; fewer, and the line lost, where it cannot give them."""
        try:
            file = self._opened()
            piece = file.read(octets)
            self._line_ends.check(piece, last=file.tell() == self._total)
        except (OSError, BareLineEndError) as error:
            self._pipe.lose(Loss(Trouble.SPOOL, str(error)))
            return b""
        if len(piece) < octets:
            self._pipe.lose(Loss(Trouble.SPOOL, "the letter's file is shorter than it was"))
            return b""
        return piece

    async def sent(self) -> None:
        """Let a piece leave as far as our buffers ask for it, and tell how far the letter is."""
        await self._breathe(lambda: self._pipe.loss is not None)
        self._tell()

    def _opened(self) -> BinaryIO:
        if self._file is None:
            self._file = self._letter.open("rb")
            self._total = os.fstat(self._file.fileno()).st_size
        return self._file

    async def _breathe(self, stop: Callable[[], bool]) -> None:
        await asyncio.sleep(0)  # the window stays alive: waiting for the buffers alone does not yield
        await self._wait_until_left(_AHEAD, stop)

    async def _wait_until_left(self, octets: int, stop: Callable[[], bool]) -> None:
        """Wait until no more than so many octets are in our buffers, as long as they do empty."""
        now = asyncio.get_running_loop().time
        least, moved = self._pipe.unsent(), now()
        while not stop() and (unsent := self._pipe.unsent()) > octets:
            if unsent < least:
                least, moved = unsent, now()
            elif now() - moved > self._standstill:
                self._pipe.lose(Loss(Trouble.CONN_TIMEOUT, "the server stopped taking the letter"))
            await asyncio.sleep(_LOOK_AGAIN)

    def _tell(self) -> None:
        if self._on_progress is not None and self._file is not None:
            self._on_progress(self._file.tell(), self._total)

    def _write(self, data: bytes) -> int:
        if data:
            self._pipe.write(data)
        return len(data)
