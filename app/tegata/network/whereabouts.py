"""Which of our addresses a packet to a server would leave from now."""

import ipaddress
import socket

_DISCARD = 9  # any port does: connecting a UDP socket sends nothing


def local_address_towards(server_address: str) -> tuple[str, int] | None:
    """Return (our address, family 4 or 6) towards the literal `server_address`; None without a route."""
    try:
        version = ipaddress.ip_address(server_address).version
    except ValueError:
        return None
    family = socket.AF_INET if version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((server_address, _DISCARD))
            return str(probe.getsockname()[0]), version
    except OSError:
        return None
