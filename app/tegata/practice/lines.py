"""The lines a client can be on, and the addresses that play them."""

from enum import StrEnum


class Line(StrEnum):
    """Whose line the client reaches the net through. A is the provider's own network."""

    A = "A"
    B = "B"
    C = "C"


# What the provider believes it sees: addresses that RFC 5737 keeps free for examples.
SEEN_AS = {Line.A: "192.0.2.10", Line.B: "198.51.100.20", Line.C: "203.0.113.30"}

# Where a client may leave from to be on a line, whatever door it takes.
LEAVE_FROM = {Line.A: "127.0.0.11", Line.B: "127.0.0.12", Line.C: "127.0.0.13"}

_LINE_OF = {address: line for line, address in LEAVE_FROM.items()}


def line_of(peer: str, standing_on: Line) -> Line:
    """Return the line of a client at address `peer` that came through a door standing on `standing_on`."""
    return _LINE_OF.get(peer, standing_on)
