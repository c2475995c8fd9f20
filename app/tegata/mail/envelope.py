"""Who a letter is from and to, as SMTP is told (RFC 5321 section 2.3.1). Bcc exists here only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Envelope:
    """Addresses in wire form: domains as A-labels, each recipient once, in the order typed.

    `smtputf8` is true when a local part is not ASCII, so that the server must offer SMTPUTF8 (RFC 6531).
    """

    sender: str
    recipients: tuple[str, ...]
    smtputf8: bool = False
