"""The bed's servers, seen from far away: one more place, `far`, behind a wire of a given length."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

from tests.bench.wire import Wire
from tests.real import places
from tests.real.bed import Bed, standing_bed
from tests.real.places import ROUTER, WIRE, Place

FAR = Place("far", IPv4Network("198.19.0.0/24"), IPv6Network("2001:db8:f::/64"), prefix="tgb")


@dataclass(frozen=True, slots=True)
class Distance:
    """A bed, and the wire that leads from FAR to it. `round_trip` is in seconds."""

    bed: Bed
    wire: Wire
    round_trip: float


@contextmanager
def far_away(round_trip: float) -> Iterator[Distance]:
    """Let the bed stand so far away; what a killed run has left is removed first."""
    with standing_bed() as bed:
        places.remove(FAR)
        places.add(FAR)
        try:
            with Wire(FAR.namespace, WIRE, ROUTER, FAR.port, round_trip / 2) as wire:
                places.settle(FAR)
                yield Distance(bed, wire, round_trip)
        finally:
            places.remove(FAR)
