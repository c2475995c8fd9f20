"""A door of the provider: a POP3, an SMTP and a submission port, and the guests that came through them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from tegata.practice.guests import Guests, TurnedAway
from tegata.practice.ledger import Ledger
from tegata.practice.lines import Line
from tegata.practice.pop3 import PopSession
from tegata.practice.smtp import Clerk, SmtpSession

HOST = "127.0.0.1"
_FULL_POP3 = b"-ERR [SYS/TEMP] Too many connections\r\n"
_FULL_SMTP = b"421 4.7.0 Too many connections\r\n"


@dataclass(frozen=True, slots=True)
class Door:
    """An open door, at `host`. Its ports were chosen by the system and stay the same until `close`."""

    host: str
    pop_port: int
    smtp_port: int
    submission_port: int
    _servers: tuple[asyncio.Server, ...]
    _guests: Guests

    async def cut(self) -> None:
        """Cut the connections of everyone inside; the door stays open."""
        await self._guests.send_away()

    async def close(self) -> None:
        """Let nobody in any more, and cut the connections of everyone inside."""
        for server in self._servers:
            server.close()
        self._guests.admit_no_more()
        await self.cut()
        for server in self._servers:
            await server.wait_closed()


async def open_door(ledger: Ledger, standing_on: Callable[[], Line]) -> Door:
    """Open a door whose clients are on the line `standing_on` returns as they come in. Raises OSError."""
    guests = Guests()

    def pop3() -> asyncio.Protocol:
        return TurnedAway(_FULL_POP3) if guests.full else PopSession(ledger, guests, standing_on)

    def smtp() -> asyncio.BaseProtocol:
        return TurnedAway(_FULL_SMTP) if guests.full else SmtpSession(port_25, guests, standing_on)

    def submission() -> asyncio.BaseProtocol:
        return TurnedAway(_FULL_SMTP) if guests.full else SmtpSession(port_587, guests, standing_on)

    port_25, port_587 = Clerk(ledger, submission=False), Clerk(ledger, submission=True)
    servers: list[asyncio.Server] = []
    try:
        for protocol in (pop3, smtp, submission):
            servers.append(await asyncio.get_running_loop().create_server(protocol, HOST, 0))  # noqa: PERF401
    except OSError:
        for server in servers:
            server.close()
        raise
    pop_port, smtp_port, submission_port = (_port(server) for server in servers)
    return Door(HOST, pop_port, smtp_port, submission_port, tuple(servers), guests)


def _port(server: asyncio.Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port
