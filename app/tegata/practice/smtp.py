"""The provider's SMTP servers: aiosmtpd's session, with the relay rules and the line it is on.

Port "smtp" plays port 25, which knows no SMTP AUTH; port "submission" plays port 587, which lets nobody send
without it (RFC 6409 section 4.3).
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tegata.practice.guests import Guests
from tegata.practice.ledger import Ledger
from tegata.practice.lines import SEEN_AS, Line, line_of
from tegata.practice.rules import OWN_DOMAIN

_log = logging.getLogger(__name__)

HOST_NAME = f"smtp.{OWN_DOMAIN}"
_PATIENCE = 300.0  # seconds; RFC 5321 section 4.5.3.2.7
_LARGEST_LETTER = 50_000_000  # octets; letters are kept in memory


class SmtpSession(SMTP):
    """One client's session. `standing_on` tells which line the door is on at the moment of connecting."""

    def __init__(self, clerk: "Clerk", guests: Guests, standing_on: Callable[[], Line]) -> None:
        super().__init__(
            clerk,
            hostname=HOST_NAME,
            ident="ESMTP provider A, for practice",
            data_size_limit=_LARGEST_LETTER,
            enable_SMTPUTF8=True,
            timeout=_PATIENCE,
            auth_require_tls=not clerk.submission,  # without TLS here, that is how AUTH is left out
            authenticator=self._check_password,
            loop=asyncio.get_running_loop(),
        )
        self._ledger = clerk.ledger
        self._guests = guests
        self._standing_on = standing_on

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note where the client is, before it is greeted."""
        self.line = line_of(transport.get_extra_info("peername")[0], self._standing_on())
        self._door_transport = transport
        self._guests.enter(transport)
        super().connection_made(transport)
        if self._handler_coroutine is not None:
            self._handler_coroutine.add_done_callback(_hear_out)

    def connection_lost(self, error: Exception | None) -> None:
        """See `asyncio.BaseProtocol`."""
        super().connection_lost(error)
        self._guests.leave(self._door_transport)

    def break_line(self) -> None:
        """Lose the line, with whatever was to be said on it."""
        cast("asyncio.Transport", self._door_transport).abort()

    def _check_password(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any
    ) -> AuthResult:
        if not isinstance(given, LoginPassword):
            return AuthResult(success=False)
        user, password = (part.decode("utf-8", "replace") for part in given)
        return AuthResult(success=self._ledger.proves(self.line, user, password), handled=False)


@dataclass(
    frozen=True
)  # no slots: aiosmtpd looks at every member, and Python 3.11.2 stumbles over a slotted one
class Clerk:
    """Answers for the provider; its hooks have aiosmtpd's names. `submission`: which port it sits at."""

    ledger: Ledger
    submission: bool

    async def handle_EHLO(  # noqa: N802
        self, server: SmtpSession, session: Session, _envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        """Greet by the address we believe to see, as Exim does, and offer PIPELINING (RFC 2920)."""
        session.host_name = name
        return [f"250-{HOST_NAME} Hello {name} [{SEEN_AS[server.line]}]", "250-PIPELINING", *replies[1:]]

    async def handle_MAIL(  # noqa: N802
        self, _server: SmtpSession, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept any sender: neither rule of relaying asks who that is."""
        if self.submission and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self, server: SmtpSession, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Apply the relay rules."""
        authenticated = bool(session.authenticated)
        if self.ledger.grounds(server.line, address, authenticated=authenticated) is None:
            return self.ledger.refuse(server.line, address)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SmtpSession, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the letter; its receipt may get lost on the way."""
        content = envelope.content
        octets = content if isinstance(content, bytes) else b""
        self.ledger.deliver(server.line, envelope.mail_from or "", tuple(envelope.rcpt_tos), octets)
        if self.ledger.loses_receipts:
            server.break_line()
        return "250 2.0.0 Ok: delivered"

    async def handle_exception(self, error: Exception) -> str:
        """Answer what nobody foresaw; only our own mistakes are worth a traceback in the log."""
        if isinstance(error, ValueError):  # an answer to AUTH longer than a line may be
            return "500 5.5.2 Line too long"
        _log.error("the practice provider's SMTP server failed", exc_info=error)
        return "451 4.3.0 Local error"


def _hear_out(session: asyncio.Task[None]) -> None:
    """Look at how the session ended: a client that hangs up in the middle is no fault worth a traceback."""
    if not session.cancelled():
        session.exception()
