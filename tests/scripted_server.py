"""Servers that answer as a test says, on the loopback interface, and remember what they heard."""

import asyncio
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

DROP = "drop"
"""In place of a reply: cut the line."""
STALL = "stall"
"""In place of a reply: say nothing until the server is closed."""

Script = Mapping[str, str | Sequence[str]]

SMTP: dict[str, str] = {
    "greeting": "220 mail.a.example ready",
    "EHLO": "250 mail.a.example",
    "MAIL": "250 2.1.0 sender ok",
    "RCPT": "250 2.1.5 recipient ok",
    "DATA": "354 go on",
    "dot": "250 2.0.0 taken as 4711",
    "RSET": "250 2.0.0 forgotten",
    "QUIT": "221 2.0.0 bye",
}
POP3: dict[str, str] = {
    "greeting": "+OK pop.a.example ready",
    "CAPA": "-ERR unknown command",
    "USER": "+OK",
    "PASS": "+OK logged in",
    "STAT": "+OK 3 4711",
    "QUIT": "+OK bye",
}


@dataclass
class ScriptedServer:
    """A server; start it with `serve`.

    `script` maps verbs (also "greeting", and "dot" for the end of a letter) to one reply, or to replies used
    one after the other, the last of them from then on. A key with an argument, as in `RCPT bob@b.example`,
    wins over the bare verb. A script without BDAT is one of a server that does not know it. `sessions` holds
    the commands of each connection, `peers` where it came from.
    """

    script: dict[str, str | Sequence[str]]
    tls: ssl.SSLContext | None = None
    port: int = 0
    sessions: list[list[str]] = field(default_factory=list)
    peers: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    _used: dict[str, int] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _servers: list[asyncio.Server] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def heard(self, verb: str) -> list[str]:
        """Return every command that begins with `verb`, of all connections."""
        return [line for session in self.sessions for line in session if line.startswith(verb)]

    async def until_heard(self, verb: str, times: int = 1) -> None:
        """Wait until the command has come, on whatever connection."""
        async with asyncio.timeout(20):
            while len(self.heard(verb)) < times:
                self._news.clear()
                await self._news.wait()

    async def start(self, *hosts: str) -> None:
        for host in hosts:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            server = await asyncio.start_server(
                self._connected, host, self.port, family=family, limit=64 * 2**20, ssl=self.tls
            )
            self.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.01)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        session: list[str] = []
        self.sessions.append(session)
        self.peers.append(writer.get_extra_info("peername")[0])
        try:
            await self._talk(reader, writer, session)
        except (OSError, EOFError, asyncio.CancelledError):
            pass  # the task ends here; asyncio's streams complain of one that ends cancelled
        finally:
            writer.transport.abort()

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, session: list[str]
    ) -> None:
        await self._answer("greeting", "", writer)
        while True:
            line = (await reader.readuntil(b"\r\n")).decode().removesuffix("\r\n")
            session.append(line)
            self._news.set()
            verb, _, rest = line.partition(" ")
            chunk = await self._chunk(rest, reader) if verb == "BDAT" and "BDAT" in self.script else b""
            reply = await self._answer(verb.upper(), rest, writer)
            if chunk and reply.startswith("2") and rest.endswith("LAST"):
                self.letters.append(chunk)
            if verb == "DATA" and reply.startswith("354"):
                self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
                session.append(".")
                self._news.set()
                await self._answer("dot", "", writer)

    async def _chunk(self, size: str, reader: asyncio.StreamReader) -> bytes:
        """Take the octets behind BDAT, as any server does that knows it, whatever it says then."""
        return await reader.readexactly(int(size.split(maxsplit=1)[0]))

    async def _answer(self, verb: str, argument: str, writer: asyncio.StreamWriter) -> str:
        reply = self._reply(verb, argument)
        if reply == DROP:
            raise EOFError
        if reply == STALL:
            await asyncio.Event().wait()
        writer.write(f"{reply}\r\n".encode())
        await writer.drain()
        return reply

    def _reply(self, verb: str, argument: str) -> str:
        address = argument.partition("<")[2].partition(">")[0]
        key = next((key for key in (f"{verb} {address}", verb) if key in self.script), None)
        if key is None:
            return "-ERR what" if "PASS" in self.script else "502 5.5.2 what"
        replies = self.script[key]
        if isinstance(replies, str):
            return replies
        used = self._used[key] = self._used.get(key, -1) + 1
        return replies[min(used, len(replies) - 1)]


async def serve(
    kind: dict[str, str], script: Script | None = None, *hosts: str, tls: ssl.SSLContext | None = None
) -> ScriptedServer:
    """Start a server of this kind (`SMTP` or `POP3`) with some of its answers replaced."""
    server = ScriptedServer({**kind, **(script or {})}, tls)
    await server.start(*(hosts or ("127.0.0.1",)))
    return server
