"""The provider's POP3 server (RFC 1939): logging in and counting, which is all that opens a window.

It offers CAPA (RFC 2449), AUTH PLAIN (RFC 5034) and response codes (RFC 3206), and shows the headers of the
letters it counts. They cannot be fetched: Tegata never fetches one.
"""

import asyncio
import base64
import binascii
from collections.abc import Callable
from typing import ClassVar, cast

from tegata.practice.guests import Guests
from tegata.practice.ledger import Ledger
from tegata.practice.lines import Line, line_of

_LONGEST_LINE = 1024  # RFC 2449 allows commands of 255 octets; SASL answers may be longer
_PATIENCE = 600.0  # seconds; RFC 1939 section 3 asks for ten minutes
_WRONG_PASSWORDS = 3
_CAPABILITIES = "+OK\r\nTOP\r\nUSER\r\nSASL PLAIN\r\nRESP-CODES\r\nAUTH-RESP-CODE\r\nPIPELINING\r\n."


class PopSession(asyncio.Protocol):
    """One client's session. `standing_on` tells which line the door is on at the moment of connecting."""

    def __init__(self, ledger: Ledger, guests: Guests, standing_on: Callable[[], Line]) -> None:
        self._ledger = ledger
        self._guests = guests
        self._standing_on = standing_on
        self._buffer = b""
        self._user: str | None = None
        self._logged_in = False
        self._in_sasl = False
        self._failures = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        self._transport = cast("asyncio.Transport", transport)  # as loop.create_server promises
        self._line = line_of(transport.get_extra_info("peername")[0], self._standing_on())
        self._guests.enter(transport)
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE, self._transport.abort)
        self._say("+OK provider A's POP3 server for practice")

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.BaseProtocol`."""
        self._timer.cancel()
        self._guests.leave(self._transport)

    def data_received(self, data: bytes) -> None:
        """Answer each whole line; several may come at once (PIPELINING)."""
        self._buffer += data
        while b"\n" in self._buffer and not self._transport.is_closing():
            line, _, self._buffer = self._buffer.partition(b"\n")
            self._restart_timer()
            self._hear(line)
        if len(self._buffer) > _LONGEST_LINE and not self._transport.is_closing():
            self._hang_up("-ERR Line too long")

    def _hear(self, line: bytes) -> None:
        if len(line) > _LONGEST_LINE:
            self._hang_up("-ERR Line too long")
            return
        text = line.rstrip(b"\r").decode("utf-8", "replace")
        if self._in_sasl:
            self._in_sasl = False
            self._sasl_answer(text)
            return
        command, _, argument = text.partition(" ")
        answer = self._ANSWERS.get(command.upper())
        if answer is None:
            self._say("-ERR Unknown command")
        else:
            answer(self, argument)

    # commands -----------------------------------------------------------------------------------------

    def _capa(self, _argument: str) -> None:
        self._say(_CAPABILITIES)

    def _user_named(self, argument: str) -> None:
        self._user = argument
        self._say("+OK")

    def _pass(self, argument: str) -> None:
        if self._user is None:
            self._say("-ERR USER first")
        else:
            self._log_in(self._user, argument)

    def _auth(self, argument: str) -> None:
        mechanism, _, initial = argument.partition(" ")
        if mechanism.upper() != "PLAIN":
            self._say("-ERR Only PLAIN is offered")
        elif initial:
            self._sasl_answer(initial)
        else:
            self._in_sasl = True
            self._say("+ ")

    def _stat(self, _argument: str) -> None:
        self._say(f"+OK {len(self._ledger.mailbox())} 4096" if self._logged_in else "-ERR Log in first")

    def _top(self, argument: str) -> None:
        """Show the headers, however many lines are asked for (RFC 1939 section 7)."""
        letters = self._ledger.mailbox() if self._logged_in else ()
        number, _, _lines = argument.partition(" ")
        if not number.isdecimal() or not 0 < int(number) <= len(letters):
            self._say("-ERR No such letter" if self._logged_in else "-ERR Log in first")
            return
        headers, _, _body = letters[int(number) - 1].partition(b"\r\n\r\n")
        self._say("+OK")
        self._transport.write(headers.removesuffix(b"\r\n") + b"\r\n\r\n")
        self._say(".")

    def _noop(self, _argument: str) -> None:
        self._say("+OK" if self._logged_in else "-ERR Log in first")

    def _quit(self, _argument: str) -> None:
        self._hang_up("+OK Goodbye")

    _ANSWERS: ClassVar[dict[str, Callable[["PopSession", str], None]]] = {
        "CAPA": _capa,
        "USER": _user_named,
        "PASS": _pass,
        "AUTH": _auth,
        "STAT": _stat,
        "TOP": _top,
        "NOOP": _noop,
        "QUIT": _quit,
    }

    # ---------------------------------------------------------------------------------------------------

    def _sasl_answer(self, answer: str) -> None:
        try:
            _, user, password = base64.b64decode(answer, validate=True).decode("utf-8").split("\0")
        except (binascii.Error, ValueError):
            self._say("-ERR Not an answer to PLAIN")
        else:
            self._log_in(user, password)

    def _log_in(self, user: str, password: str) -> None:
        if self._logged_in:
            self._say("-ERR Already logged in")
        elif self._ledger.pop_login(self._line, user, password):
            self._logged_in = True
            self._say("+OK Logged in.")
        else:
            self._failures += 1
            refuse = self._hang_up if self._failures >= _WRONG_PASSWORDS else self._say
            refuse("-ERR [AUTH] Authentication failed.")

    def _say(self, line: str) -> None:
        self._transport.write(line.encode("ascii") + b"\r\n")

    def _hang_up(self, last_words: str) -> None:
        self._say(last_words)
        self._transport.close()

    def _restart_timer(self) -> None:
        self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE, self._transport.abort)
