"""What Linux knows of the next router on a way: two questions to the kernel, by rtnetlink (RFC 3549).

Elsewhere, and where the kernel does not answer, nothing is known.
"""

import ipaddress
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = struct.Struct("=IHHII")  # nlmsghdr: length, type, flags, sequence, port
_ROUTE = struct.Struct("=BBBBBBBBI")  # rtmsg: family, destination's and source's prefix lengths, …
_NEIGHBOUR = struct.Struct("=BBHiHBB")  # ndmsg: family, padding, padding, interface, …
_ATTRIBUTE = struct.Struct("=HH")  # rtattr: length, type
_INTERFACE = struct.Struct("=i")
_REQUEST = 1
_NEW_ROUTE, _GET_ROUTE, _NEW_NEIGHBOUR, _GET_NEIGHBOUR = 24, 26, 28, 30
_RTA_DST, _RTA_OIF, _RTA_GATEWAY, _RTA_VIA = 1, 4, 5, 18
_NDA_DST, _NDA_LLADDR = 1, 2
_ANSWER_OCTETS = 16 * 1024
_PATIENCE_SECONDS = 0.2  # the kernel has answered before `send` returns; this only keeps a surprise short

Attributes = dict[int, bytes]


@dataclass(frozen=True, slots=True)
class NextHop:
    """The router's address and its hardware address ("00:00:5e:00:53:01"), as far as they are known."""

    address: str | None = None
    hardware: str | None = None


def next_hop_towards(server_address: str) -> NextHop:
    """Return the router a packet to the literal `server_address` would go to first; nothing is sent."""
    if not hasattr(socket, "AF_NETLINK"):
        return NextHop()
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel:
            kernel.settimeout(_PATIENCE_SECONDS)
            return _next_hop(kernel, ipaddress.ip_address(server_address))
    except OSError:
        return NextHop()


def _next_hop(kernel: socket.socket, server: ipaddress.IPv4Address | ipaddress.IPv6Address) -> NextHop:
    family = socket.AF_INET if server.version == 4 else socket.AF_INET6
    whole = server.max_prefixlen
    question = _ROUTE.pack(family, whole, 0, 0, 0, 0, 0, 0, 0) + _attribute(_RTA_DST, server.packed)
    route = _ask(kernel, _GET_ROUTE, question, answer=_NEW_ROUTE, skip=_ROUTE.size)
    gateway = route.get(_RTA_GATEWAY) or route.get(_RTA_VIA, b"")[2:]  # via: the family stands before it
    if not gateway:
        return NextHop()
    return NextHop(str(ipaddress.ip_address(gateway)), _hardware(kernel, gateway, route[_RTA_OIF]))


def _hardware(kernel: socket.socket, gateway: bytes, interface: bytes) -> str | None:
    family = socket.AF_INET if len(gateway) == 4 else socket.AF_INET6
    (index,) = _INTERFACE.unpack(interface)
    question = _NEIGHBOUR.pack(family, 0, 0, index, 0, 0, 0) + _attribute(_NDA_DST, gateway)
    neighbour = _ask(kernel, _GET_NEIGHBOUR, question, answer=_NEW_NEIGHBOUR, skip=_NEIGHBOUR.size)
    octets = neighbour.get(_NDA_LLADDR)
    return octets.hex(":") if octets else None


def _ask(kernel: socket.socket, kind: int, question: bytes, *, answer: int, skip: int) -> Attributes:
    """Return the attributes of the kernel's answer; none where it has none."""
    kernel.send(_HEADER.pack(_HEADER.size + len(question), kind, _REQUEST, 0, 0) + question)
    message = kernel.recv(_ANSWER_OCTETS)
    length, got, *_rest = _HEADER.unpack_from(message)
    return dict(_attributes(message[_HEADER.size + skip : length])) if got == answer else {}


def _attribute(kind: int, value: bytes) -> bytes:
    return _ATTRIBUTE.pack(_ATTRIBUTE.size + len(value), kind) + value


def _attributes(octets: bytes) -> Iterator[tuple[int, bytes]]:
    while len(octets) >= _ATTRIBUTE.size:
        length, kind = _ATTRIBUTE.unpack_from(octets)
        yield kind, octets[_ATTRIBUTE.size : length]
        octets = octets[max(length + 3 & ~3, _ATTRIBUTE.size) :]
