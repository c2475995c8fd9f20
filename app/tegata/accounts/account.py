"""Who sends, through which servers."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

DEFAULT_WINDOW = timedelta(minutes=10)


class Security(StrEnum):
    """How the line to a server is secured."""

    TLS = "tls"  # from the first octet (RFC 8314)
    STARTTLS = "starttls"  # STARTTLS or STLS before anything else
    NONE = "none"


class Login(StrEnum):
    """How we prove who we are inside SMTP."""

    NONE = "none"
    PASSWORD = "password"  # noqa: S105 - SMTP AUTH (RFC 4954)


@dataclass(frozen=True, slots=True)
class Server:
    """One server of a provider. `ca_file` names an extra certificate authority, trusted for it alone.

    `apop` is for the odd POP3 server that takes nothing else; it works under TLS from the first octet only.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    login: Login = Login.NONE  # read for submission only; POP3 always logs in
    ca_file: str | None = None
    allow_cleartext_password: bool = False
    apop: bool = False


@dataclass(frozen=True, slots=True)
class PopBeforeSend:
    """POP before SMTP for one account: on or off, and how long the provider keeps its window open."""

    enabled: bool = False
    window: timedelta = DEFAULT_WINDOW


@dataclass(frozen=True, slots=True)
class Polling:
    """Automatic checking: off unless the user insisted twice."""

    every: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A sender. `name` is unique in the profile and the key of everything stored about the account.

    With `copy_to_self` every letter goes to `address` too, which no other recipient sees.
    `before_auth` is the submission server of POP before SMTP while SMTP AUTH is used instead: the way back.
    """

    name: str
    address: str
    display_name: str
    submission: Server
    pop: Server | None = None
    pop_before_send: PopBeforeSend = field(default_factory=PopBeforeSend)
    polling: Polling = field(default_factory=Polling)
    signature: str = ""
    copy_to_self: bool = False
    before_auth: Server | None = None

    @property
    def servers(self) -> tuple[Server, Server | None]:
        """What a window, and what servers have shown, belongs to."""
        return self.submission, self.pop
