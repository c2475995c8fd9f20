"""The relay rules: who may hand a letter for which domain to provider A."""

from enum import StrEnum

from tegata.practice.lines import Line

OWN_DOMAIN = "provider-a.example"


class Grounds(StrEnum):
    """Why a recipient is accepted."""

    OWN_DOMAIN = "own-domain"
    OWN_NETWORK = "own-network"
    SMTP_AUTH = "smtp-auth"
    OPEN_WINDOW = "open-window"


class Refusal(StrEnum):
    """In whose words relaying is refused. Neither code nor wording is dependable in life, so both vary."""

    POSTFIX = "postfix"
    DEFERRED = "deferred"  # temporary by its code, yet it never heals by itself
    EXIM = "exim"
    TERSE = "terse"  # no word of relaying at all


_WORDING = {
    Refusal.POSTFIX: "554 5.7.1 <{}>: Relay access denied",
    Refusal.DEFERRED: "454 4.7.1 <{}>: Relay access denied",
    Refusal.EXIM: "550 relay not permitted",
    Refusal.TERSE: "550 Invalid recipient: <{}>",
}


def grounds(recipient: str, line: Line, *, authenticated: bool, window_open: bool) -> Grounds | None:
    """Return why `recipient` is accepted from a client on `line`, or None: relaying is refused."""
    if is_own(recipient):
        return Grounds.OWN_DOMAIN
    if line is Line.A:
        return Grounds.OWN_NETWORK
    if authenticated:
        return Grounds.SMTP_AUTH
    return Grounds.OPEN_WINDOW if window_open else None


def is_own(recipient: str) -> bool:
    """Whether the server delivers for `recipient` itself; for a bare name too (RFC 5321 section 4.1.1.3)."""
    _, at, domain = recipient.rpartition("@")
    return not at or domain.casefold() == OWN_DOMAIN


def refused(recipient: str, refusal: Refusal) -> str:
    """Return the reply that refuses `recipient`."""
    return _WORDING[refusal].format(recipient)
