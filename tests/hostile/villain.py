"""Servers that mean harm, on the loopback interface: each answer is octets, or something worse."""

import asyncio
import re
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable, Mapping, Sequence

Act = bytes | Callable[["Peer"], Awaitable[None]]
"""What a server does in answer to a command: say these octets, or do this."""
Script = Mapping[str, Act | Sequence[Act]]

SMTP: Script = {
    "greeting": b"220 mail.a.example ready\r\n",
    "EHLO": b"250 mail.a.example\r\n",
    "HELO": b"250 mail.a.example\r\n",
    "STARTTLS": b"220 go ahead\r\n",
    "AUTH": b"235 2.7.0 welcome\r\n",
    "MAIL": b"250 2.1.0 sender ok\r\n",
    "RCPT": b"250 2.1.5 recipient ok\r\n",
    "DATA": b"354 go on\r\n",
    "BDAT": b"",  # before the octets of a chunk have been read
    "chunk": b"250 2.0.0 octets received\r\n",
    "dot": b"250 2.0.0 taken as 4711\r\n",
    "RSET": b"250 2.0.0 forgotten\r\n",
    "QUIT": b"221 2.0.0 bye\r\n",
}
POP: Script = {
    "greeting": b"+OK pop.a.example ready\r\n",
    "CAPA": b"+OK\r\nUSER\r\nSTLS\r\n.\r\n",
    "STLS": b"+OK go ahead\r\n",
    "USER": b"+OK\r\n",
    "PASS": b"+OK logged in\r\n",
    "STAT": b"+OK 3 4711\r\n",
    "QUIT": b"+OK bye\r\n",
}
_BDAT = re.compile(r"BDAT (\d+)( LAST)?", re.IGNORECASE)


class Peer:
    """One connection, from the server's side. `in_clear` is what was heard outside TLS."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, script: Script) -> None:
        self.script = script
        self.reader = reader
        self.writer = writer
        self.heard: list[str] = []
        self.under_tls = writer.get_extra_info("ssl_object") is not None
        self.in_clear: list[str] = []
        self.said = b""
        self.parts = bytearray()

    async def say(self, data: bytes) -> None:
        self.said = data
        self.writer.write(data)
        await self.writer.drain()

    async def hear(self) -> str:
        line = (await self.reader.readuntil(b"\n")).decode("utf-8", "replace").rstrip("\r\n")
        self.heard.append(line)
        if not self.under_tls:
            self.in_clear.append(line)
        return line

    async def start_tls(self, context: ssl.SSLContext) -> None:
        await self.writer.start_tls(context)
        self.under_tls = True


class Villain:
    """A server whose script gives an act for each verb, or several, used one after the other.

    After a good answer to STARTTLS or STLS it speaks TLS with `tls`. With `at_once` it does so from the
    first octet. `after_tls` replaces answers from then on.
    """

    def __init__(
        self,
        script: Script,
        tls: ssl.SSLContext | None = None,
        *,
        at_once: bool = False,
        after_tls: Script | None = None,
    ) -> None:
        self.peers: list[Peer] = []
        self.letters: list[bytes] = []
        self.port = 0
        self._script: dict[str, Act | Sequence[Act]] = dict(script)
        self._tls = tls
        self._at_once = at_once
        self._after_tls = dict(after_tls or {})
        self._used: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    @property
    def heard(self) -> list[str]:
        """Every command of every connection."""
        return [line for peer in self.peers for line in peer.heard]

    @property
    def in_clear(self) -> list[str]:
        """Every command that was heard outside TLS."""
        return [line for peer in self.peers for line in peer.in_clear]

    def times(self, verb: str) -> int:
        """How often a verb was heard."""
        return sum(line.upper().startswith(verb) for line in self.heard)

    async def start(self) -> None:
        tls = self._tls if self._at_once else None
        self._server = await asyncio.start_server(self._meet, "127.0.0.1", 0, limit=2**26, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for peer in self.peers:
            peer.writer.transport.abort()
        await asyncio.sleep(0.01)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        peer = Peer(reader, writer, self._script)
        self.peers.append(peer)
        try:
            await self._act(peer, "greeting")
            while True:
                await self._serve(peer, await peer.hear())
        except (OSError, EOFError, asyncio.LimitOverrunError):
            writer.transport.abort()

    async def _serve(self, peer: Peer, line: str) -> None:
        verb = line.partition(" ")[0].upper()
        bdat = _BDAT.match(line)
        if bdat is not None:
            await self._take_part(peer, int(bdat[1]), is_last=bdat[2] is not None)
            return
        await self._act(peer, verb)
        if verb == "DATA" and peer.said.startswith(b"354"):
            self.letters.append(await peer.reader.readuntil(b"\r\n.\r\n"))
            await self._act(peer, "dot")
        elif verb in {"STARTTLS", "STLS"} and peer.said.startswith((b"220", b"+OK")) and self._tls:
            await peer.start_tls(self._tls)
            peer.script = self._script | self._after_tls

    async def _take_part(self, peer: Peer, octets: int, *, is_last: bool) -> None:
        await self._act(peer, "BDAT")
        peer.parts += await peer.reader.readexactly(octets)
        if is_last:
            self.letters.append(bytes(peer.parts))
            peer.parts.clear()
            await self._act(peer, "dot")
        else:
            await self._act(peer, "chunk")

    async def _act(self, peer: Peer, verb: str) -> None:
        act = self._next(peer.script, verb)
        if isinstance(act, bytes):
            await peer.say(act)
        else:
            await act(peer)

    def _next(self, script: Script, verb: str) -> Act:
        acts = script.get(verb, b"502 5.5.2 what\r\n" if "DATA" in script else b"-ERR what\r\n")
        if isinstance(acts, bytes) or callable(acts):
            return acts
        used = self._used[verb] = self._used.get(verb, -1) + 1
        return acts[min(used, len(acts) - 1)]


# what a server may do instead of answering ------------------------------------------------------------
async def silence(peer: Peer) -> None:
    """Say nothing until the client goes."""
    await peer.reader.read()
    raise EOFError


async def hang_up(peer: Peer) -> None:
    """Close without a word; under TLS without its own farewell, too."""
    peer.writer.transport.abort()
    raise EOFError


async def reset(peer: Peer) -> None:
    """Close with a RST."""
    sock = peer.writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    await hang_up(peer)


def then_hang_up(data: bytes) -> Act:
    """Say this, and close."""

    async def act(peer: Peer) -> None:
        await peer.say(data)
        peer.writer.close()
        raise EOFError

    return act


def then_silence(data: bytes) -> Act:
    """Say this, and nothing more."""

    async def act(peer: Peer) -> None:
        await peer.say(data)
        await silence(peer)

    return act


def endlessly(data: bytes, beginning: bytes = b"") -> Act:
    """Say this again and again, until the client goes."""

    async def act(peer: Peer) -> None:
        await peer.say(beginning)
        while True:
            await peer.say(data * (1 + 16_384 // len(data)))

    return act


def drop_by_drop(data: bytes) -> Act:
    """Say this one octet at a time, each well within any limit for a single read, until the client goes."""

    async def act(peer: Peer) -> None:
        while True:
            for octet in data:
                await peer.say(bytes([octet]))
                await asyncio.sleep(0.02)

    return act
