"""Takes out of a text what is nobody's business: who writes, on which computer, at which private address.

What is left in on purpose: the names of the provider's servers, the domains of addresses, and public IP
addresses. The server has seen those itself, and the help desk finds the lines of its log by them.
"""

import ipaddress
import re
from collections.abc import Iterable

from tegata.accounts.account import Account
from tegata.mail.blanking import blank_out
from tegata.mail.plain_text import plain_line
from tegata.words.gettext import _

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PRIVATE = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # a carrier's own (RFC 6598)
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "::/127",
            "fc00::/7",  # RFC 4193
            "fe80::/9",  # link-local, and the site-local ones of old
        ),
    )
)
"""Addresses that mean nothing outside their network. `is_private` would count those of examples, too."""

_LOCAL_PART = re.compile(r"""("[^"]*"|[^\s<>()\[\],;:"\\@]+)@(?=[\w\[])""")
_IPV6 = re.compile(r"(?:IPv6:)?[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*(?:%\w+)?", re.IGNORECASE)
_IPV4 = re.compile(r"(?<!\d)\d{1,3}([.-])\d{1,3}(?:\1\d{1,3}){2}(?!\d)")


class Redaction:
    """`own_names` are what else tells of the person: such as the name of the computer."""

    def __init__(self, account: Account, own_names: Iterable[str] = ()) -> None:
        servers = [each for each in (account.submission, account.pop, account.before_auth) if each]
        local = account.address.rpartition("@")[0]
        names = [account.address, local, account.display_name, *(each.user for each in servers)]
        names += [part for name in own_names for part in (name, name.partition(".")[0])]
        names += [each.ca_file or "" for each in servers]
        self._names = tuple(names)

    def of_server(self, text: str) -> str:
        """Return what somebody else wrote, without names, and harmless for showing."""
        return without_addresses(blank_out(plain_line(text), self._names, _instead))


def without_addresses(text: str) -> str:
    """Return our own words with `a…@example.org` for addresses, and without private IP addresses."""
    text = _LOCAL_PART.sub(lambda match: f"{_initial(match.group(1))}@", text)
    text = _IPV6.sub(_unless_private, text)
    return _IPV4.sub(_unless_private, text)


def without_local_part(address: str) -> str:
    """Return `a…@example.org`; of what is no address at all the first letter is left."""
    local, at, domain = address.rpartition("@")
    return f"{_initial(local)}@{domain}" if at else _initial(domain)


def _initial(local: str) -> str:
    return f"{local.lstrip(chr(34))[:1]}…"


def _instead(name: str) -> str:
    return without_local_part(name) if "@" in name else _left_out()


def _left_out() -> str:
    return _("[left out]")


def _unless_private(match: re.Match[str]) -> str:
    address = _parsed(match.group())
    if address is None or not any(
        address in network for network in _PRIVATE if network.version == address.version
    ):
        return match.group()
    words = _("a private address, IPv{version}").format(version=address.version)
    in_brackets = match.string[: match.start()].endswith("[")
    return words if in_brackets else f"[{words}]"


def _parsed(text: str) -> _Address | None:
    """Return the address that a run of its characters holds, whatever stands around it."""
    bare = re.sub("(?i)^IPv6:", "", text).partition("%")[0]
    for candidate in (bare, bare.rstrip("."), bare.rstrip(".:"), bare.strip(".:"), bare.replace("-", ".")):
        try:
            address = ipaddress.ip_address(candidate)
        except ValueError:
            continue
        mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
        return mapped or address
    return None
