"""Servers that do what a test tells them, on the loopback interface."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.accounts.account import Security, Server
from tegata.clock import system_clock
from tegata.network.connect import connect
from tegata.network.handover import Handover, serve
from tegata.network.introduction import Message
from tegata.network.line import Line, Pin
from tegata.network.patience import Patience
from tegata.network.transcript import Transcript
from tests.authority import authority, ca_file, server_tls
from tests.network.calling import Opener

__all__ = ("authority", "ca_file", "server_tls")


class Peer:
    """The server's end of one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.heard: list[str] = []

    async def say(self, *lines: str) -> None:
        self.writer.write("".join(f"{line}\r\n" for line in lines).encode())
        await self.writer.drain()

    async def hear(self) -> str:
        line = (await self.reader.readuntil(b"\r\n")).decode().removesuffix("\r\n")
        self.heard.append(line)
        return line

    async def answer(self, *replies: str) -> None:
        """Hear one command for each reply; a reply may have several lines."""
        for reply in replies:
            await self.hear()
            await self.say(*reply.split("\n"))

    async def hear_letter(self) -> bytes:
        return await self.reader.readuntil(b"\r\n.\r\n")

    async def start_tls(self, context: ssl.SSLContext) -> None:
        await self.writer.start_tls(context)

    def reset(self) -> None:
        """Close with a RST."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Play = Callable[[Peer], Awaitable[None]]


class Stage:
    """Starts servers that play a scene to each client; `peers` are the connections so far."""

    def __init__(self) -> None:
        self.peers: list[Peer] = []
        self.failures: list[BaseException] = []
        self._servers: list[asyncio.Server] = []
        self._scenes: set[asyncio.Task[None]] = set()

    async def serve(self, play: Play, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> int:
        """Return the port."""

        async def scene(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._scenes.add(task)
            peer = Peer(reader, writer)
            self.peers.append(peer)
            try:
                await play(peer)
            except (ConnectionError, asyncio.IncompleteReadError):
                pass
            except Exception as error:  # noqa: BLE001 - shown at the end
                self.failures.append(error)
            finally:
                writer.close()

        server = await asyncio.start_server(scene, host, 0, ssl=tls)
        self._servers.append(server)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        for peer in self.peers:
            with suppress(AttributeError):  # Python 3.11.2: TLS that has ended already knows no abort
                peer.writer.transport.abort()
        for task in self._scenes:
            task.cancel()
        await asyncio.gather(*self._scenes, return_exceptions=True)
        await asyncio.sleep(0.01)
        assert not self.failures


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    asyncio.get_running_loop().set_debug(True)
    stage = Stage()
    yield stage
    await stage.close()


@pytest.fixture
def transcript() -> Transcript:
    return Transcript(system_clock())


Dial = Callable[..., Awaitable[Line]]


@pytest.fixture
async def dial(transcript: Transcript) -> AsyncIterator[Dial]:
    """Connects, insists on a line, and closes it at the end."""
    lines: list[Line] = []

    async def dial(
        port: int,
        *,
        host: str = "127.0.0.1",
        security: Security = Security.NONE,
        ca_file: str | None = None,
        patience: float | None = 20.0,
        pin: Pin | None = None,
    ) -> Line:
        server = Server(host, port, security, ca_file=ca_file)
        limits = Patience(None if patience is None else timedelta(seconds=patience))
        line = await connect(server, patience=limits, clock=system_clock(), transcript=transcript, pin=pin)
        assert isinstance(line, Line), line
        lines.append(line)
        return line

    yield dial
    for line in lines:
        line.abort()
        await line.close()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.eml"
    path.write_bytes(b"Subject: x\r\n\r\n.hidden dot\r\nbye\r\n")
    return path


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opener]:
    """Opens doors of a running Tegata, and closes them in the end."""
    doors: list[Handover] = []

    async def opened(handle: Callable[[Message], Awaitable[Message]]) -> Handover:
        doors.append(await serve(tmp_path, handle))
        return doors[-1]

    yield opened
    for door in doors:
        await door.close()
    await asyncio.sleep(0)
