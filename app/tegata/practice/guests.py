"""The connections that are open now: counted, so that they have a limit, and ended when the door closes."""

import asyncio

_MOST = 50  # far above what a person's mailers open, far below what would exhaust file descriptors


class Guests:
    """Who is inside."""

    def __init__(self) -> None:
        self._inside: dict[asyncio.BaseTransport, asyncio.Future[None]] = {}
        self._closed = False

    @property
    def full(self) -> bool:
        """Whether one more has to be turned away."""
        return self._closed or len(self._inside) >= _MOST

    def enter(self, transport: asyncio.BaseTransport) -> None:
        """Count a connection in."""
        self._inside[transport] = asyncio.get_running_loop().create_future()
        if self._closed:  # it was let in a moment before the door closed
            _abort(transport)

    def leave(self, transport: asyncio.BaseTransport) -> None:
        """Count a connection out."""
        self._inside.pop(transport).set_result(None)

    async def send_away(self) -> None:
        """Cut every connection as a lost line does, without a word, and return when all have ended."""
        leaving = list(self._inside.values())
        for transport in self._inside:
            _abort(transport)
        if leaving:
            await asyncio.wait(leaving)

    def admit_no_more(self) -> None:
        """Turn everyone away from now on."""
        self._closed = True


class TurnedAway(asyncio.Protocol):
    """Tells a client that there is no room, and hangs up."""

    def __init__(self, farewell: bytes) -> None:
        self._farewell = farewell

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.BaseProtocol`."""
        if isinstance(transport, asyncio.WriteTransport):
            transport.write(self._farewell)
            transport.close()


def _abort(transport: asyncio.BaseTransport) -> None:
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
