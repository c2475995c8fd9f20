"""How a dialogue, or one recipient in it, ended. What the world does is a value."""

from dataclasses import dataclass
from enum import StrEnum

from tegata.protocols.reply import Reply, SmtpReply


class Phase(StrEnum):
    """Where in the dialogue something happened."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    TLS = "tls"
    GREETING = "greeting"
    EHLO = "ehlo"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    FINAL = "final"  # after the last dot
    POP = "pop"
    QUIT = "quit"  # in no outcome: nothing depends on it


class Trouble(StrEnum):
    """What broke the line. The names of those without any reply are causes too."""

    DNS_FAILURE = "dns-failure"
    CONN_REFUSED = "conn-refused"
    CONN_TIMEOUT = "conn-timeout"
    CONN_UNREACHABLE = "conn-unreachable"
    CONN_DROPPED = "conn-dropped"
    TLS_CERT = "tls-cert"
    TLS_HANDSHAKE = "tls-handshake"
    GARBAGE = "garbage"  # bytes that are no reply, too long, or that nobody asked for
    CANCELLED = "cancelled"
    SPOOL = "spool"  # our own file of the letter could not be read


class Objection(StrEnum):
    """Why Tegata itself did not go on."""

    AUTH_NOT_OFFERED = "auth-not-offered"
    TLS_NOT_OFFERED = "tls-not-offered"
    CLEARTEXT_PASSWORD = "cleartext-password"  # noqa: S105 - the name of a reason
    SMTPUTF8_NOT_OFFERED = "smtputf8-not-offered"
    TOO_BIG = "too-big"  # larger than the server's SIZE
    NO_PASSWORD = "no-password"  # noqa: S105 - the name of a reason
    NO_MAILBOX = "no-mailbox"  # a POP login was asked for, and the account has no POP server
    SERVER_UNPROVEN = "server-unproven"  # it broke the rules of the login, or cannot show who it is
    WEAKER_LOGIN = "weaker-login"  # the server has known a login before that leaves the password here
    BAD_CREDENTIALS_TEXT = "bad-credentials-text"  # a user name or password that cannot be put on the wire


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server took responsibility (RFC 5321 section 6.1)."""

    receipt: SmtpReply


@dataclass(frozen=True, slots=True)
class Refused:
    """The server said no. `permanent` means that the same try would end the same way."""

    phase: Phase
    reply: Reply

    @property
    def permanent(self) -> bool:
        """A 5yz, except 552 at RCPT (RFC 5321 section 4.5.3.1.10 calls it temporary there)."""
        if self.phase is Phase.RCPT and isinstance(self.reply, SmtpReply) and self.reply.code == 552:
            return False
        return self.reply.permanent


@dataclass(frozen=True, slots=True)
class Broken:
    """The line gave out before the last dot: nothing was delivered, trying again is safe."""

    phase: Phase
    trouble: Trouble
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Declined:
    """Tegata did not go on: what the settings demand, the server does not offer, or the other way round."""

    phase: Phase
    objection: Objection
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The line was lost between the last octet and the receipt: perhaps delivered."""

    detail: str = ""


Outcome = Accepted | Refused | Broken | Declined | Unknown

Outcomes = dict[str, Outcome | None]
"""One entry for each recipient of the envelope. None: the server would have taken it, but the letter went
to nobody, because others were refused and it was to go to all or none."""
