"""A line that leads to a conversation on paper: all of the client down to its sockets, without these."""

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar, cast

from tegata.network.line import Line, Pin, TlsTerms
from tegata.network.patience import Patience
from tegata.network.pipe import Pipe
from tegata.network.transcript import Transcript
from tegata.protocols.steps import Answer, Chunk, Dialogue, Flight, Greeting, LineLost, Step
from tests.fuzz.conversation import Conversation, Cut, Wish
from tests.hand_clock import HandClock

T = TypeVar("T")


class PaperLine:
    """Runs dialogues against one conversation, cut like this.

    `said` is what left the client, `in_clear` how much of it before TLS. `replies` counts what came back:
    whole replies, and what was none and ended the line.
    """

    def __init__(self, conversation: Conversation, cut: Cut) -> None:
        self.replies = 0
        self._closes = Wish.GONE in conversation.wishes
        self._turns = iter(conversation.turns)
        self._left = len(conversation.turns)
        self._cut = cut
        self._late = Wish.LATE in conversation.wishes
        self._pieces: deque[bytes] = deque()
        self._asked: Step | None = None
        self._transport = _PaperTransport(self)
        self._pipe = _PaperPipe(self)
        self._pipe.connection_made(self._transport)
        clock = HandClock()
        self._transcript = Transcript(clock)
        self._line = Line(
            self._pipe,
            Pin("192.0.2.1", 4),
            TlsTerms(cast("ssl.SSLContext", None), "mail.a.example"),
            patience=Patience(),
            log=self._transcript,
            clock=clock,
        )

    @property
    def said(self) -> bytes:
        return bytes(self._transport.said)

    @property
    def in_clear(self) -> bytes:
        return self.said if self._pipe.secured_at is None else self.said[: self._pipe.secured_at]

    @property
    def transcript(self) -> str:
        return str(self._transcript)

    async def run(self, dialogue: Dialogue[T], letter: Path | None = None) -> T:
        return await self._line.run(self._watched(dialogue), letter=letter)

    def _watched(self, dialogue: Dialogue[T]) -> Generator[Step, Answer, T]:
        """Let the server have had its say, all of it, before the dialogue goes on."""
        try:
            step = next(dialogue)
            while True:
                self._asked = step if isinstance(step, Flight | Chunk) else None
                if isinstance(step, Greeting):
                    self._begin_turn()
                try:
                    answer = yield step
                except LineLost as lost:
                    self.replies += len(lost.replies) + 1
                    step = dialogue.throw(lost)
                else:
                    self.replies += len(answer) if isinstance(answer, tuple) else 0
                    self._end_turn()
                    step = dialogue.send(answer)
        except StopIteration as stop:
            result: T = stop.value
            return result

    def hear(self) -> None:
        """Take note that the client has written; a server speaks when a flight begins to arrive."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        self._begin_turn()
        if isinstance(asked, Chunk) and not self._late:
            self._end_turn()

    def go_on(self) -> None:
        """Let the next piece arrive; hang up where there is none left."""
        if self._pieces:
            self._pipe.data_received(self._pieces.popleft())
        else:
            self._pipe.eof_received()

    def _begin_turn(self) -> None:
        self._pieces = deque(self._cut.pieces(next(self._turns, b"")))
        self._left -= 1

    def _end_turn(self) -> None:
        while self._pieces and self._pipe.loss is None:
            self.go_on()
        if self._closes and self._left == 0:
            self._pipe.eof_received()


class _PaperPipe(Pipe):
    """Nothing arrives by itself: what the client waits for is what comes next."""

    def __init__(self, line: PaperLine) -> None:
        super().__init__(cast("socket.socket", _NoSocket()))
        self.secured_at: int | None = None
        self._server = line

    async def changed(self, deadline: float) -> None:
        self._server.go_on()

    async def secure(self, context: ssl.SSLContext, host: str, seconds: float) -> ssl.SSLObject:
        if self.loss is not None:
            raise ConnectionAbortedError("the connection ended during the TLS handshake")
        self.secured_at = len(self._server.said)
        return cast("ssl.SSLObject", _Established())


class _PaperTransport(asyncio.Transport):
    def __init__(self, line: PaperLine) -> None:
        super().__init__()
        self.said = bytearray()
        self._server = line
        self._closing = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._closing:
            self.said += data
            self._server.hear()

    def abort(self) -> None:
        self._closing = True

    def is_closing(self) -> bool:
        return self._closing

    def get_write_buffer_size(self) -> int:
        return 0


class _NoSocket:
    def setsockopt(self, *_: object) -> None:
        raise OSError


class _Established:
    def getpeercert(self) -> None:
        return None

    def version(self) -> str:
        return "TLS on paper"
