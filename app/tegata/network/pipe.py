"""Both ends of one connection as asyncio sees it: what has arrived, what has not left yet, and why it ended.

An `asyncio.Protocol` of our own, because asyncio's StreamReader keeps octets that came in clear across
`start_tls` and hands them out as if they had come encrypted.
"""

import asyncio
import contextlib
import socket
import ssl
from typing import cast

from tegata.network.troubles import Loss, loss_of
from tegata.protocols.outcome import Trouble
from tegata.protocols.reader import ReplyReader

_FLOOD = 1024 * 1024
"""Octets that may wait unread: more than the replies to the longest flight, less than a burden."""
_RECEIVE = 64 * 1024


class Pipe(asyncio.Protocol):
    """A connection, in clear first and perhaps under TLS later. Once it is lost it stays lost."""

    def __init__(self, sock: socket.socket) -> None:
        self.reader = ReplyReader()
        self.loss: Loss | None = None
        self.drained_at_loss = True
        self._sock = sock
        self._loop = asyncio.get_running_loop()
        self._raw: asyncio.Transport | None = None
        self._top: asyncio.Transport | None = None
        self._waiter: asyncio.Future[None] | None = None

    # what asyncio calls ---------------------------------------------------------------------------------
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin in clear; `start_tls` does not call this again."""
        self._raw = self._top = cast("asyncio.Transport", transport)
        self._acknowledge_quickly()

    def data_received(self, data: bytes) -> None:
        """Keep what has arrived."""
        self.reader.feed(data)
        if self.reader.pending > _FLOOD:
            self.lose(Loss(Trouble.GARBAGE, "too many octets that nobody asked for"))
        self._acknowledge_quickly()
        self._wake()

    def eof_received(self) -> None:
        """Take the server's end of file for the end: left alone, asyncio would flush our buffer first."""
        self.lose(loss_of(None))

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the connection is gone, and why."""
        self.lose(loss_of(exc))

    # what the line calls --------------------------------------------------------------------------------
    def write(self, data: bytes) -> None:
        """Hand octets to the system, as many as it takes now; the rest waits in our buffer."""
        self._transport.write(data)
        if self.loss is None and self._raw_transport.is_closing():  # the system has refused them just now
            self._hear_last_words()
            self.lose(Loss(Trouble.CONN_DROPPED, "the connection broke while sending"), drained=False)
        self._acknowledge_quickly()

    @property
    def disturbed(self) -> bool:
        """Whether something has arrived that belongs to no reply taken so far, or the connection is lost."""
        return self.loss is not None or self.reader.pending > 0

    def unsent(self) -> int:
        """Return the octets in our buffers, TLS's and the socket's; no callback of asyncio tells of both."""
        unsent = self._raw_transport.get_write_buffer_size()
        if self._transport is not self._raw_transport:
            unsent += self._transport.get_write_buffer_size()
        return unsent

    def lose(self, loss: Loss, *, drained: bool = True) -> None:
        """End the connection at once: nothing more leaves. The first reason stays.

        `drained_at_loss` then tells whether all that was written had left our buffers; asyncio empties them
        before it tells us of a reset, so after one the answer is the careful one: yes.
        """
        if self.loss is None:
            self.loss = loss
            self.drained_at_loss = drained and self.unsent() == 0
            self._raw_transport.abort()
        self._wake()

    async def changed(self, deadline: float) -> None:
        """Wait until something arrives, the connection is lost, or the loop's time reaches `deadline`."""
        self._waiter = self._loop.create_future()
        alarm = self._loop.call_at(deadline, self._wake)
        try:
            await self._waiter
        finally:
            alarm.cancel()
            self._waiter = None

    async def secure(self, context: ssl.SSLContext, host: str, seconds: float) -> ssl.SSLObject:
        """Begin TLS. Raises OSError or ValueError; the caller sees to it that nothing has arrived before."""
        async with asyncio.timeout(seconds):
            transport = await self._loop.start_tls(
                self._raw_transport, self, context, server_hostname=host, ssl_handshake_timeout=seconds + 1
            )
        if transport is None or self.loss is not None:  # aborted meanwhile
            raise ConnectionAbortedError("the connection ended during the TLS handshake")
        self._top = transport
        return cast("ssl.SSLObject", transport.get_extra_info("ssl_object"))

    async def close(self, seconds: float) -> None:
        """Close in good order, within the time given; octets still unsent may leave."""
        if self.loss is None:
            self._transport.close()
        deadline = self._loop.time() + seconds
        while self.loss is None and self._loop.time() < deadline:
            await self.changed(deadline)
        self._raw_transport.abort()
        await asyncio.sleep(0)  # asyncio closes the socket one turn of the loop later

    # ------------------------------------------------------------------------------------------------------
    @property
    def _raw_transport(self) -> asyncio.Transport:
        if self._raw is None:
            raise RuntimeError("not connected")
        return self._raw

    @property
    def _transport(self) -> asyncio.Transport:
        return self._top or self._raw_transport

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _hear_last_words(self) -> None:
        """Read what the server said before it hung up: asyncio stops reading when a write fails."""
        protocol = self._raw_transport.get_protocol()
        with contextlib.suppress(OSError):
            while data := self._sock.recv(_RECEIVE):
                _hand_on(protocol, data)

    def _acknowledge_quickly(self) -> None:
        """Spare a Nagling server the 40 ms of a delayed ACK; Linux forgets the option after each use."""
        if hasattr(socket, "TCP_QUICKACK"):
            with contextlib.suppress(OSError):
                self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


def _hand_on(protocol: asyncio.BaseProtocol, data: bytes) -> None:
    """Give octets to ourselves or, under TLS, to asyncio's protocol for it, in the way of the event loop."""
    if isinstance(protocol, asyncio.BufferedProtocol):
        while data:
            room = memoryview(protocol.get_buffer(len(data)))
            count = min(len(room), len(data))
            room[:count] = data[:count]
            protocol.buffer_updated(count)
            data = data[count:]
    elif isinstance(protocol, asyncio.Protocol):
        protocol.data_received(data)
