"""Several computers behind one address: a router that masquerades, as at home, in a hotel, at a carrier."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from ipaddress import IPv4Network, IPv6Network

from tests.real import places
from tests.real.places import WIRE, Place

_INSIDE = "10.9.{n}.0/24"


@contextmanager
def behind(router: Place, number: int) -> Iterator[list[Place]]:
    """Give so many places that the world sees at the IPv4 address of `router`."""
    guests = [
        Place(f"guest-{n}", IPv4Network(_INSIDE.format(n=n)), IPv6Network(f"fd00:9:{n}::/64"))
        for n in range(1, number + 1)
    ]
    with ExitStack() as undo:
        for guest in guests:
            places.remove(guest)
            undo.callback(places.remove, guest)
            _move_in(guest, router)
        _masquerade(router, undo)
        yield guests


def _move_in(guest: Place, router: Place) -> None:
    places.add(guest)
    peer = ("type", "veth", "peer", "name", WIRE, "netns", guest.namespace)
    places.ip("link", "add", guest.port, "netns", router.namespace, *peer)
    places.settle(guest, router.namespace)


def _masquerade(router: Place, undo: ExitStack) -> None:
    places.run_in(router.namespace, "sysctl", "-qw", "net.ipv4.ip_forward=1")
    places.run_in(router.namespace, "nft", "add table ip guests")
    undo.callback(places.run_in, router.namespace, "nft", "delete table ip guests")
    chain = "{ type nat hook postrouting priority 100 ; }"
    places.run_in(router.namespace, "nft", f"add chain ip guests out {chain}")
    places.run_in(router.namespace, "nft", f'add rule ip guests out oifname "{WIRE}" masquerade')


@contextmanager
def blocked(place: Place, port: int) -> Iterator[None]:
    """Let nothing through from there to this port, without a word (OP25B)."""
    places.run_in(place.namespace, "nft", "add table inet wall")
    try:
        chain = "{ type filter hook output priority 0 ; }"
        places.run_in(place.namespace, "nft", f"add chain inet wall out {chain}")
        places.run_in(place.namespace, "nft", f"add rule inet wall out tcp dport {port} drop")
        yield
    finally:
        places.run_in(place.namespace, "nft", "delete table inet wall")
