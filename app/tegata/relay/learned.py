"""What the servers of an account have shown of themselves, beyond what they say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Learned:
    """What an account's servers have shown.

    Nothing in it is ever needed: all of it only saves time or a refusal, and is verified as it is used.

    `login_first`: the SMTP server decides whether it relays when one connects, or reads its map between
    sessions, so that the POP login has to come before the connection.
    `pop_capabilities`: the lines of the POP server's answer to CAPA (RFC 2449 section 5) on the channel on
    which the password is sent, under TLS where there is TLS; None: not known.
    `chunking_fails`: the server offers CHUNKING (RFC 3030) and does not take BDAT.
    `riding_fails`: the server offers PIPELINING (RFC 2920) and does not take AUTH and MAIL in one flight.
    `accepted_at`, `refused_at`: the greatest age of a POP login, in seconds, at which the server still
    relayed, and the least at which it did not.
    `counts_after`: how long a login takes to count, in seconds.
    `offers_auth`: the SMTP server offers AUTH (RFC 4954).
    `hides_password`: roles of servers that have offered, outside TLS, a login that leaves the password here.
    `throttles_logins`: the POP server refused a login that came too soon.
    `refused_to_strangers`: domains for which the server takes mail with AUTH and not without; an asterisk
    stands for all. `asked_as_stranger`: domains for which that was asked.
    """

    login_first: bool = False
    pop_capabilities: tuple[str, ...] | None = None
    chunking_fails: bool = False
    riding_fails: bool = False
    refused_to_strangers: tuple[str, ...] = ()
    asked_as_stranger: tuple[str, ...] = ()
    accepted_at: float | None = None
    refused_at: float | None = None
    counts_after: float | None = None
    offers_auth: bool = False
    throttles_logins: bool = False
    hides_password: tuple[str, ...] = ()
