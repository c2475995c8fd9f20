"""What a server answers: values only; `protocols.reader` cuts them out of the stream."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SmtpReply:
    """One SMTP reply (RFC 5321 section 4.2). `lines` are the texts without code and separator.

    `enhanced` is the enhanced status code (RFC 3463), such as `5.7.1`, where the server gave one.
    """

    code: int
    lines: tuple[str, ...]
    enhanced: str | None = None

    @property
    def positive(self) -> bool:
        """Whether the first digit is 2: success, whatever the other two say."""
        return self.code // 100 == 2

    @property
    def permanent(self) -> bool:
        """Whether the server said no for good (5yz)."""
        return self.code // 100 == 5

    def __str__(self) -> str:
        return "\n".join(f"{self.code} {line}".rstrip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class PopReply:
    """One POP3 reply (RFC 1939 section 3): `+OK` or `-ERR`, its text, and a multi-line body if one came.

    `response_code` is the extended response code (RFC 2449 section 8) such as `IN-USE`, without brackets.
    `challenge` is what came behind a lone `+` (RFC 5034 section 4), which only AUTH can be answered with.
    """

    ok: bool
    text: str
    response_code: str | None = None
    body: tuple[str, ...] = ()
    challenge: str | None = None

    @property
    def permanent(self) -> bool:
        """Whether trying again is pointless: every `-ERR` but those that name a passing state."""
        return not self.ok and self.response_code not in {"IN-USE", "LOGIN-DELAY", "SYS/TEMP"}

    def __str__(self) -> str:
        code = f"[{self.response_code}] " if self.response_code else ""
        return f"{'+OK' if self.ok else '-ERR'} {code}{self.text}".rstrip()


Reply = SmtpReply | PopReply
