"""Streams a letter from disk to a server: at the server's pace, never all in memory."""

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tegata.network.pipe import Pipe
from tegata.network.troubles import Loss
from tegata.protocols.outcome import Trouble
from tegata.protocols.stuffing import BareLineEndError, DotStuffer, LineEnds

PIECE = 57 * 1024
"""Octets read, looked at and written at once: of larger ones the memory may be asked for anew each time."""
PIECES_A_TURN = 4
"""After so many the window has its turn: well under a millisecond of work."""
_AHEAD = 512 * 1024
"""Octets that may wait in our buffers."""
_LOOK_AGAIN = 0.005
"""Seconds. The buffers are looked at because under TLS asyncio's callbacks know only the upper one."""
_TELL_AGAIN = 0.2
"""Seconds between two words on how far a slow line has got with what waits in our buffers."""

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
        self._told = (0.0, -1)  # when, and how many octets had been sent
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
        written = await self._send(self._guarded(self._stuffed()), self._disturbed)
        await self._see_off(self._disturbed)
        return written

    def piece(self, octets: int) -> bytes:
        """Return the next octets of the letter; fewer, and the line lost, where it cannot give them."""
        return b"".join(self._guarded(self._as_they_are(octets)))

    async def pass_on(self, octets: int) -> None:
        """Send the next octets of the letter as they are; the line is lost where it cannot give them."""
        await self._send(self._guarded(self._as_they_are(octets)), self._lost)

    async def sent(self) -> None:
        """Let what was written leave as far as our buffers ask for it, and tell how far the letter is."""
        await self._breathe(self._lost)

    async def all_sent(self) -> None:
        """Let all that was written leave our buffers, unless the line is lost; tell how far the letter is."""
        await self._see_off(self._lost)

    async def _see_off(self, stop: Callable[[], bool]) -> None:
        await self._wait_until_left(0, stop)
        self._tell(stop)

    async def _send(self, pieces: Iterator[bytes], stop: Callable[[], bool]) -> int:
        number = written = 0
        for number, piece in enumerate(pieces, 1):
            self._pipe.write(piece)
            written += len(piece)
            if number % PIECES_A_TURN == 0:
                await self._breathe(stop)
            if stop():
                return written
        if number % PIECES_A_TURN:
            await self._breathe(stop)
        return written

    def _guarded(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces; end them and the line where the letter cannot give them, or must not."""
        try:
            yield from pieces
        except (OSError, BareLineEndError) as error:
            self._pipe.lose(Loss(Trouble.SPOOL, str(error)))

    def _stuffed(self) -> Iterator[bytes]:
        stuffer = DotStuffer()
        self._opened()
        yield from map(stuffer.stuff, self._read(self._total))
        if missing := stuffer.finish():
            yield missing

    def _as_they_are(self, octets: int) -> Iterator[bytes]:
        for piece in self._read(octets):
            self._line_ends.check(piece, last=self._opened().tell() == self._total)
            yield piece

    def _read(self, octets: int) -> Iterator[bytes]:
        file = self._opened()
        while octets:
            piece = file.read(min(octets, PIECE))
            if not piece:
                raise OSError("the letter's file is shorter than it was")
            octets -= len(piece)
            yield piece

    def _opened(self) -> BinaryIO:
        if self._file is None:
            self._file = self._letter.open("rb")
            self._total = os.fstat(self._file.fileno()).st_size
        return self._file

    async def _breathe(self, stop: Callable[[], bool]) -> None:
        await asyncio.sleep(0)  # the window stays alive: waiting for the buffers alone does not yield
        await self._wait_until_left(_AHEAD, stop)
        self._tell(stop)

    def _tell(self, stop: Callable[[], bool]) -> None:
        """Tell how far the letter is: what waits in our buffers has not been sent."""
        if self._on_progress is None or self._file is None or stop():
            return
        sent = max(0, self._file.tell() - self._pipe.unsent())
        if sent > self._told[1]:  # with a command or stuffed dots in our buffers it would seem to go back
            self._told = (asyncio.get_running_loop().time(), sent)
            self._on_progress(sent, self._total)

    async def _wait_until_left(self, octets: int, stop: Callable[[], bool]) -> None:
        """Wait until no more than so many octets are in our buffers, as long as they do empty."""
        now = asyncio.get_running_loop().time
        least, moved = self._pipe.unsent(), now()
        while not stop() and (unsent := self._pipe.unsent()) > octets:
            if unsent < least:
                least, moved = unsent, now()
                if moved - self._told[0] > _TELL_AGAIN:
                    self._tell(stop)
            elif now() - moved > self._standstill:
                self._pipe.lose(Loss(Trouble.CONN_TIMEOUT, "the server stopped taking the letter"))
            await asyncio.sleep(_LOOK_AGAIN)

    def _disturbed(self) -> bool:
        return self._pipe.disturbed

    def _lost(self) -> bool:
        return self._pipe.loss is not None
