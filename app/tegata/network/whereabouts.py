"""Which way a packet to a server would take from now: the address it leaves from, and the next router."""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Protocol

from tegata.network.routes import next_hop_towards

ANYWHERE = frozenset({"192.0.2.1", "2001:db8::1"})
"""Documentation addresses (RFC 5737, RFC 3849), which are reached by the default route: nobody is asked."""

_DISCARD = 9  # any port does: connecting a UDP socket sends nothing


@dataclass(frozen=True, slots=True)
class Way:
    """Our address and its family (4 or 6), the router's address and its hardware address.

    The last two are None where there is no router, the system does not tell, or it has not met it yet.
    """

    local_address: str
    family: int
    gateway: str | None = None
    gateway_hardware: str | None = None


class Whereabouts(Protocol):
    """`way_towards`, or what stands in for it."""

    def __call__(self, server_address: str, leave_from: str | None = None, /) -> Way | None: ...  # noqa: D102


def way_towards(server_address: str, leave_from: str | None = None) -> Way | None:
    """Return the way to the literal `server_address`; None without a route. Nothing is sent.

    None also where `leave_from` is no address of this computer's, or not any more.
    """
    try:
        version = ipaddress.ip_address(server_address).version
    except ValueError:
        return None
    family = socket.AF_INET if version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            if leave_from is not None:
                probe.bind((leave_from, 0))
            probe.connect((server_address, _DISCARD))
            local_address = str(probe.getsockname()[0])
    except OSError:
        return None
    hop = next_hop_towards(server_address)
    return Way(local_address, version, hop.address, hop.hardware)
