"""From text to octets, and the commands made of them."""

import ipaddress
import re

from tegata.protocols.outcome import Phase
from tegata.protocols.steps import Awaits, Command
from tegata.secret import Secret

_PRINTABLE = re.compile(r"[\x20-\x7e]*")
_UTF8_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BRACKETS = re.compile(r"[<>\s]")
_QUOTED_LOCAL_PART = re.compile(r'"(?:[^"\\]|\\.)*"(?=@)')


class WireTextError(ValueError):
    """Text that no command may carry: a control character, or non-ASCII where SMTPUTF8 is not in use."""


def octets(text: str, *, utf8: bool = False) -> bytes:
    """Return the octets of one line without its end. The only way from text to the wire.

    Printable ASCII passes; with `utf8` (RFC 6531) other characters do too, but never a control or a line
    separator. Raises WireTextError, whose message does not repeat the text: it may be a password.
    """
    if utf8:
        if _UTF8_UNSAFE.search(text):
            raise WireTextError("control character")
        return text.encode("utf-8")
    if not _PRINTABLE.fullmatch(text):
        raise WireTextError("outside printable ASCII")
    return text.encode("ascii")


def smtp(
    text: str, phase: Phase, *, shown: str | None = None, secret: Secret | None = None, utf8: bool = False
) -> Command:
    """Make an SMTP command; `shown` replaces the text in log and transcript where it holds a secret."""
    shown = text if shown is None else shown
    return Command(octets(text, utf8=utf8) + b"\r\n", shown, phase, secret=secret)


def pop(
    text: str,
    *,
    phase: Phase = Phase.POP,
    shown: str | None = None,
    secret: Secret | None = None,
    awaits: Awaits = Awaits.POP,
) -> Command:
    """Make a POP3 command; `shown` as for `smtp`."""
    return Command(octets(text) + b"\r\n", text if shown is None else shown, phase, awaits, secret)


def path(address: str) -> str:
    """Return the address in angle brackets (RFC 5321 section 4.1.2); an empty one is the null path.

    Raises WireTextError for brackets or blanks outside a quoted local part: they would end the path
    early and turn the rest into parameters.
    """
    if _BRACKETS.search(_QUOTED_LOCAL_PART.sub("", address, count=1)):
        raise WireTextError("bracket or blank in an address")
    return f"<{address}>"


def address_literal(address: str) -> str:
    """Return an IP address as EHLO takes it in place of a name (RFC 5321 section 4.1.3).

    A name would tell every recipient what this computer is called. Raises ValueError for what is no address.
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    return f"[IPv6:{parsed}]" if parsed.version == 6 else f"[{parsed}]"
