"""The servers that the pictured letters go to: provider A of practice, and others that answer to order."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from unittest.mock import patch

from tegata.practice.provider import PracticeProvider, start_provider
from tests.scripted_server import SMTP, STALL, ScriptedServer, serve

ACCOUNTS = """
[[account]]
name = "anna"
address = "anna@provider-a.example"
display_name = "{anna}"
[account.submission]
host = "smtp.provider-a.example"
port = 25
security = "none"
[account.pop]
host = "pop.provider-a.example"
port = 110
security = "none"
user = "anna"
allow_cleartext_password = true
[account.pop_before_send]
enabled = true
window_minutes = 10

[[account]]
name = "office"
address = "anna@harbour-office.example"
display_name = "{office}"
[account.submission]
host = "smtp.harbour-office.example"
port = 25
security = "none"

[[account]]
name = "slow"
address = "anna@far-away.example"
display_name = "{office}"
[account.submission]
host = "smtp.far-away.example"
port = 25
security = "none"

[[account]]
name = "thin"
address = "anna@thin-line.example"
display_name = "{office}"
[account.submission]
host = "smtp.thin-line.example"
port = 25
security = "none"
"""
GONE = "gone@harbour-office.example"
BUSY = "busy@harbour-office.example"
_OFFICE = {
    f"RCPT {GONE}": "550 5.1.1 <gone@harbour-office.example>: Recipient address rejected: User unknown",
    f"RCPT {BUSY}": "451 4.7.1 <busy@harbour-office.example>: Greylisted, please try again in 5 minutes",
}


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """`provider` does POP before SMTP; `office` refuses some; `slow` never answers after the last dot; `thin`
    stops in the middle of a letter.
    """

    provider: PracticeProvider
    office: ScriptedServer
    slow: ScriptedServer
    thin: ScriptedServer

    def port_of(self, host: str, port: int) -> int | None:
        """Return where a made-up name leads on this computer."""
        here = self.provider.here
        ports = {
            ("smtp.provider-a.example", 25): here.smtp_port,
            ("smtp.provider-a.example", 587): here.submission_port,
            ("pop.provider-a.example", 110): here.pop_port,
            ("smtp.harbour-office.example", 25): self.office.port,
            ("smtp.far-away.example", 25): self.slow.port,
            ("smtp.thin-line.example", 25): self.thin.port,
        }
        return ports.get((host, port))


class ThinLine(ScriptedServer):
    """Takes a letter's first octets, as many as the system takes for it, and reads no more."""

    async def _answer(self, verb: str, argument: str, writer: asyncio.StreamWriter) -> str:
        reply = await super()._answer(verb, argument, writer)
        if verb == "DATA":
            cast("asyncio.ReadTransport", writer.transport).pause_reading()
        return reply


@asynccontextmanager
async def neighbourhood() -> AsyncIterator[Neighbourhood]:
    """Start the servers, and let their names be found."""
    provider = await start_provider(window=timedelta(minutes=10))
    office, slow = await serve(SMTP, _OFFICE), await serve(SMTP, {"dot": STALL})
    thin = ThinLine(dict(SMTP))
    await thin.start("127.0.0.1")
    made = Neighbourhood(provider, office, slow, thin)
    try:
        with patch.object(socket, "getaddrinfo", _finder(made)):
            yield made
    finally:
        await asyncio.gather(office.close(), slow.close(), thin.close(), provider.stop())


def _finder(made: Neighbourhood) -> Any:
    """Return a resolver that knows our names; a port nobody listens at is closed, as on any computer."""
    ask = socket.getaddrinfo

    def find(host: Any, port: Any, *arguments: Any, **named: Any) -> Any:
        if str(host).endswith(".example"):
            host, port = "127.0.0.1", made.port_of(host, port) or 1
        return ask(host, port, *arguments, **named)

    return find
