"""What a server says in its answer to EHLO (RFC 5321 section 4.1.1.1)."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tegata.protocols.reply import SmtpReply

_BRACKETED = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Extensions:
    """The offers we know how to use; `raw` has all of them, keyword in capitals to parameters as sent.

    `size` is the limit in octets, None where the server names none (RFC 1870 section 3: 0 means that too).
    `auth` are the mechanisms in capitals, in the server's order.
    """

    size: int | None = None
    auth: tuple[str, ...] = ()
    raw: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def offers(self, keyword: str) -> bool:
        """Whether the extension is offered; the keyword is given in capitals."""
        return keyword in self.raw

    @property
    def pipelining(self) -> bool:
        """RFC 2920."""
        return self.offers("PIPELINING")

    @property
    def smtputf8(self) -> bool:
        """RFC 6531."""
        return self.offers("SMTPUTF8")

    @property
    def chunking(self) -> bool:
        """RFC 3030."""
        return self.offers("CHUNKING")

    @property
    def eight_bit_mime(self) -> bool:
        """RFC 6152."""
        return self.offers("8BITMIME")

    @property
    def dsn(self) -> bool:
        """RFC 3461."""
        return self.offers("DSN")


NO_EXTENSIONS = Extensions()


def parse_extensions(reply: SmtpReply) -> Extensions:
    """Read the lines after the first; the first is the server's name and small talk."""
    raw: dict[str, str] = {}
    auth: list[str] = []
    for line in reply.lines[1:]:
        keyword, _, parameters = line.strip().partition(" ")
        if keyword.upper().startswith("AUTH="):  # the form before RFC 2554, still sent for old clients
            keyword, parameters = "AUTH", f"{keyword[5:]} {parameters}"
        keyword = keyword.upper()
        raw.setdefault(keyword, parameters)
        if keyword == "AUTH":
            auth.extend(name for name in parameters.upper().split() if name not in auth)
    return Extensions(_limit(raw.get("SIZE", "")), tuple(auth), MappingProxyType(raw))


def server_sees(reply: SmtpReply, hello: str) -> str | None:
    """Return the address the server says we come from, where its answer to `EHLO hello` names one.

    Exim, OpenSMTPD and Sendmail answer `Hello name [192.0.2.1]`, Gmail `at your service, [192.0.2.1]`.
    Our own literal, repeated back as the name, is not what the server sees.
    """
    text = reply.lines[0].replace(hello, "", 1)
    for candidate in reversed(_BRACKETED.findall(text)):
        address = _address(candidate)
        if address is not None:
            return address
    return None


def _address(text: str) -> str | None:
    if text[:5].upper() == "IPV6:":
        text = text[5:]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)


def _limit(parameter: str) -> int | None:
    digits = parameter.strip()
    if not re.fullmatch(r"[0-9]{1,20}", digits):
        return None
    return int(digits) or None
