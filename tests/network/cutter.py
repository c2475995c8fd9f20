"""Sessions that hand over one letter, as octets of both sides, and a server that cuts them anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.network.conftest import Peer

LETTER = b"Subject: x\r\n\r\n.hidden dot\r\nbye\r\n"
_ENVELOPE = b"MAIL FROM:<yuki@a.example>\r\nRCPT TO:<bob@b.example>\r\n"
_PLAIN = b"AUTH PLAIN AHl1a2kAc2VzYW1l\r\n"


@dataclass(frozen=True, slots=True)
class Session:
    """`turns` are what the server hears, and what it then says. `flight` is the turn whose octets may leave
    together with the letter's last one, `rides` whether the login does. Chunks have so many octets.
    """

    turns: tuple[tuple[bytes, bytes], ...]
    flight: int
    last_command: str
    rides: bool = False
    chunk: int | None = None

    @property
    def said(self) -> bytes:
        return b"".join(reply for _, reply in self.turns)

    @property
    def heard(self) -> bytes:
        return b"".join(heard for heard, _ in self.turns)

    @property
    def before_the_flight(self) -> int:
        """Octets heard before anything that leaves together with the end of the letter."""
        return sum(len(heard) for heard, _ in self.turns[: self.flight])

    @property
    def is_one_flight(self) -> bool:
        """Whether the letter leaves in one write."""
        return self.chunk is None and self.last_command != "."

    @property
    def said_before_it(self) -> int:
        return sum(len(reply) for _, reply in self.turns[: self.flight])


def _chunks(octets: int) -> Iterator[tuple[bytes, bytes]]:
    for at in range(0, len(LETTER), octets):
        piece = LETTER[at : at + octets]
        last = at + octets >= len(LETTER)
        yield b"BDAT %d%s\r\n%s" % (len(piece), b" LAST" if last else b"", piece), b"250 taken\r\n"


_GREETING = (b"", b"220 mail\r\n")
_EHLO = b"EHLO [127.0.0.1]\r\n"
_WHOLE = b"BDAT %d LAST\r\n%s" % (len(LETTER), LETTER)

SESSIONS = {
    "DATA": Session(
        (
            _GREETING,
            (_EHLO, b"250-mail\r\n250 PIPELINING\r\n"),
            (_ENVELOPE + b"DATA\r\n", b"250 a\r\n250 b\r\n354 c\r\n"),
            (LETTER.replace(b"\n.", b"\n..") + b".\r\n", b"250 taken\r\n"),
        ),
        flight=3,
        last_command=".",
    ),
    "BDAT": Session(
        (
            _GREETING,
            (_EHLO, b"250-mail\r\n250-CHUNKING\r\n250 PIPELINING\r\n"),
            (_ENVELOPE + _WHOLE, b"250 a\r\n250 b\r\n250 taken\r\n"),
        ),
        flight=2,
        last_command=f"BDAT {len(LETTER)} LAST",
    ),
    "chunks": Session(
        (
            _GREETING,
            (_EHLO, b"250-mail\r\n250-CHUNKING\r\n250 PIPELINING\r\n"),
            (_ENVELOPE, b"250 a\r\n250 b\r\n"),
            *_chunks(10),
        ),
        flight=3,
        last_command=f"BDAT {len(LETTER) % 10} LAST",
        chunk=10,
    ),
    "AUTH": Session(
        (
            _GREETING,
            (_EHLO, b"250-mail\r\n250-AUTH PLAIN\r\n250-CHUNKING\r\n250 PIPELINING\r\n"),
            (_PLAIN + _ENVELOPE + _WHOLE, b"235 in\r\n250 a\r\n250 b\r\n250 taken\r\n"),
        ),
        flight=2,
        last_command=f"BDAT {len(LETTER)} LAST",
        rides=True,
    ),
}


class Cutter:
    """Plays the server of a session, and cuts the line after so many octets said or heard."""

    def __init__(
        self, session: Session, *, said: int | None = None, heard: int | None = None, reset: bool = False
    ) -> None:
        self.received = b""
        self._turns = session.turns
        self._say = len(session.said) if said is None else said
        self._hear = len(session.heard) if heard is None else heard
        self._reset = reset

    async def play(self, peer: Peer) -> None:
        """Say each reply once everything before it has been heard."""
        due = 0
        for awaited, reply in self._turns:
            due += len(awaited)
            while len(self.received) < due:
                if len(self.received) >= self._hear:
                    return self._cut(peer)
                self.received += await peer.reader.readexactly(1)
            peer.writer.write(reply[: self._say])
            await peer.writer.drain()
            self._say -= len(reply)
            if self._say < 0:
                return self._cut(peer)
        return None

    def _cut(self, peer: Peer) -> None:
        if self._reset:
            peer.reset()
