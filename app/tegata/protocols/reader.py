"""Cuts replies out of the stream. The buffer is here, so that nobody else can hold octets back.

Every result depends on the octets alone, never on where the network cut them.
"""

import re

from tegata.mail.plain_text import plain_line
from tegata.protocols.reply import PopReply, Reply, SmtpReply
from tegata.protocols.steps import Awaits

MAX_LINE = 4 * 1024
"""Octets of one line with its end. RFC 5321 section 4.5.3.1.5 says 512; servers exceed it."""
MAX_REPLY = 128 * 1024
MAX_LINES = 1000
_QUOTED = 80
_WITH_BODY = frozenset({Awaits.POP_BODY, Awaits.POP_LETTER})

_SMTP_LINE = re.compile(r"([2-5][0-9]{2})(?:([ -])(.*))?", re.DOTALL)
_ENHANCED = re.compile(r"([245])\.[0-9]{1,3}\.[0-9]{1,3}(?=\s|$)")
_POP_STATUS = re.compile(r"(\+OK|-ERR)(?: (.*))?", re.DOTALL)
_POP_CHALLENGE = re.compile(r"\+(?: (.*))?", re.DOTALL)
_POP_CODE = re.compile(r"\[([A-Z][A-Z0-9/_-]*)\] ?(.*)", re.DOTALL)


class ReplyError(Exception):
    """What came is no reply, or is longer than any reply may be. The line is of no use any more.

    The message quotes the beginning of it.
    """

    def __init__(self, why: str, what: str) -> None:
        super().__init__(f"{why}: {plain_line(what[:_QUOTED])!r}")


class ReplyReader:
    """Holds what has arrived; `take` cuts one reply off its front."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._lines: list[str] = []  # of the reply that is still incomplete
        self._octets = 0
        self._error: ReplyError | None = None

    def feed(self, data: bytes) -> None:
        """Add what has arrived."""
        self._buffer += data

    @property
    def pending(self) -> int:
        """Octets that have arrived and belong to no reply taken so far."""
        return len(self._buffer) + self._octets

    def take(self, awaits: Awaits) -> Reply | None:
        """Return the next reply, or None while it is incomplete. Raises ReplyError, the same from then on."""
        if self._error is not None:  # what follows what is no reply is none either
            raise self._error
        try:
            return self._next(awaits)
        except ReplyError as error:
            self._error = error
            raise

    def _next(self, awaits: Awaits) -> Reply | None:
        while (line := self._line()) is not None:
            self._lines.append(line)
            if len(self._lines) > MAX_LINES:
                raise ReplyError("too many lines", line)
            reply = _smtp(self._lines) if awaits is Awaits.SMTP else _pop(self._lines, awaits)
            if reply is not None:
                self._lines = []
                self._octets = 0
                return reply
        return None

    def _line(self) -> str | None:
        end = self._buffer.find(b"\n", 0, MAX_LINE) + 1
        if not end and len(self._buffer) < MAX_LINE:
            return None
        line = self._buffer[: end or MAX_LINE].decode("utf-8", "replace")
        if not end:
            raise ReplyError("line too long", line)
        if not line.endswith("\r\n"):
            raise ReplyError("line end is not CRLF", line)
        self._octets += end
        if self._octets > MAX_REPLY:
            raise ReplyError("reply too long", line)
        del self._buffer[:end]
        return line.removesuffix("\r\n")


def _smtp(lines: list[str]) -> SmtpReply | None:
    """Check the newest line (RFC 5321 section 4.2.1); return the reply if that was its last one."""
    match = _SMTP_LINE.fullmatch(lines[-1])
    if match is None:
        raise ReplyError("not an SMTP reply", lines[-1])
    code, separator, _ = match.groups()
    if code != lines[0][:3]:
        raise ReplyError("two codes in one reply", lines[-1])
    if separator == "-":
        return None
    texts = tuple(plain_line(line[4:]) for line in lines)
    return SmtpReply(int(code), texts, _enhanced(code, texts))


def _enhanced(code: str, texts: tuple[str, ...]) -> str | None:
    """Return the enhanced status code (RFC 2034 section 4) if its class agrees with the code."""
    for text in texts:
        match = _ENHANCED.match(text)
        if match is not None and match[1] == code[0]:
            return match[0]
    return None


def _pop(lines: list[str], awaits: Awaits) -> PopReply | None:
    challenge = _POP_CHALLENGE.fullmatch(lines[0]) if awaits is Awaits.POP_AUTH else None
    if challenge is not None:
        return PopReply(ok=True, text="", challenge=plain_line(challenge[1] or ""))
    status = _POP_STATUS.fullmatch(lines[0])
    if status is None:
        raise ReplyError("not a POP3 reply", lines[0])
    if status[1] == "-ERR" or awaits not in _WITH_BODY:
        return _pop_reply(status, ())
    if len(lines) == 1 or lines[-1] != ".":
        return None
    body = tuple(plain_line(line.removeprefix(".")) for line in lines[1:-1])
    return _pop_reply(status, body)


def _pop_reply(status: re.Match[str], body: tuple[str, ...]) -> PopReply:
    ok, text = status[1] == "+OK", status[2] or ""
    code = _POP_CODE.fullmatch(text)
    if code is None:
        return PopReply(ok, plain_line(text), None, body)
    return PopReply(ok, plain_line(code[2]), code[1], body)
