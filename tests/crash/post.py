"""An SMTP server that counts what it has accepted, whatever it says of it: the judge of every double."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from typing import cast

GOOD = {
    "greeting": "220 mail.a.example ready",
    "EHLO": "250 mail.a.example",
    "MAIL": "250 2.1.0 sender ok",
    "RCPT": "250 2.1.5 recipient ok",
    "DATA": "354 go on",
    "dot": "250 2.0.0 taken",
    "RSET": "250 2.0.0 forgotten",
    "QUIT": "221 2.0.0 bye",
}
_PATH = re.compile(r"<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Said:
    """A reply after so many seconds; without words nothing is said. Then perhaps the line is cut.

    `taken` says whether a letter counts as accepted, whatever the sender is told of it.
    """

    words: str = ""
    after: float = 0.0
    cuts: bool = False
    taken: bool | None = None


Mood = Callable[[str, str], Said]
"""What the server answers to a verb and its argument."""


def good(verb: str, _argument: str = "") -> Said:
    """Answer as a server does that has nothing against anybody."""
    return Said(GOOD.get(verb, "502 5.5.2 what"))


@dataclass
class Post:
    """The server's memory. `taken` counts each Message-ID at each recipient, `heard` the octets."""

    mood: Mood = good
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    heard: int = 0
    on_taken: Callable[[str, str], None] = lambda _letter, _address: None

    def guest(self) -> "Guest":
        """Return a protocol for one connection."""
        return Guest(self)

    def take(self, letter: bytes, addresses: list[str]) -> None:
        """Accept a letter."""
        message_id = BytesHeaderParser().parsebytes(letter)["Message-ID"]
        for address in addresses:
            self.taken[message_id, address] += 1
            self.on_taken(message_id, address)

    def doubles(self) -> set[str]:
        """Return the Message-IDs that somebody has more than once."""
        return {message_id for (message_id, _), times in self.taken.items() if times > 1}


class Guest(asyncio.Protocol):
    """One connection to the server."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._transport: asyncio.Transport | None = None
        self._heard = bytearray()
        self._addresses: list[str] = []
        self._in_letter = False
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._answer("greeting", "")

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._heard += data
        self._post.heard += len(data)
        self._go_on()

    def _go_on(self) -> None:
        end = b"\r\n.\r\n" if self._in_letter else b"\r\n"
        if self._busy or self._transport is None or end not in self._heard:
            return
        piece, _, rest = bytes(self._heard).partition(end)
        self._heard = bytearray(rest)
        if self._in_letter:
            self._in_letter = False
            self._answer("dot", "", piece)
        else:
            verb, _, argument = piece.decode("utf-8", "replace").partition(" ")
            self._answer(verb.upper(), argument)

    def _answer(self, verb: str, argument: str, letter: bytes = b"") -> None:
        said = self._post.mood(verb, argument)
        is_good = said.words[:1] in {"2", "3"}
        if verb == "dot" and (is_good if said.taken is None else said.taken):
            self._post.take(letter, self._addresses)
        if verb in {"MAIL", "RSET", "dot"}:
            self._addresses = []
        elif verb == "RCPT" and is_good:
            self._addresses += _PATH.findall(argument)
        self._in_letter = verb == "DATA" and is_good
        self._busy = True
        loop = asyncio.get_running_loop()
        if said.after:
            loop.call_later(said.after, self._say, said, verb)
        else:
            self._say(said, verb)

    def _say(self, said: Said, verb: str) -> None:
        if self._transport is None:
            return
        if said.words:
            self._transport.write(f"{said.words}\r\n".encode())
        if said.cuts:
            self._transport.abort()
        elif verb == "QUIT":
            self._transport.close()
        elif said.words:
            self._busy = False
            asyncio.get_running_loop().call_soon(self._go_on)
