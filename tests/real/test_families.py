"""A window that was opened over IPv6 counts for nothing over IPv4, and the other way round."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.real import places
from tests.real.bed import Bed
from tests.real.places import LINE_C, WIRE, Place
from tests.real.scenes import Stage
from tests.real.traveller import Traveller

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOB = "bob@elsewhere.example"


@contextmanager
def without_ipv6(place: Place) -> Iterator[None]:
    """Let the place know no IPv6, as behind many a hotel's router."""
    switch = f"net.ipv6.conf.{WIRE}.disable_ipv6"
    places.run_in(place.namespace, "sysctl", "-qw", f"{switch}=1")
    try:
        yield
    finally:
        places.run_in(place.namespace, "sysctl", "-qw", f"{switch}=0")
        places.run_in(place.namespace, "ip", "address", "add", f"{place.ipv6}/64", "dev", WIRE, "nodad")
        places.run_in(place.namespace, "ip", "-6", "route", "replace", "default", "via", str(place.net6[1]))


@contextmanager
def next_private_address(place: Place) -> Iterator[None]:
    """Let new connections prefer another address of the same /64; the former one stays valid (RFC 8981)."""
    former, following = f"{place.ipv6}/64", f"{place.net6[0xBBBB]}/64"
    places.run_in(place.namespace, "ip", "address", "add", following, "dev", WIRE, "nodad")
    places.run_in(place.namespace, "ip", "address", "change", former, "dev", WIRE, "preferred_lft", "0")
    try:
        yield
    finally:
        places.run_in(
            place.namespace, "ip", "address", "change", former, "dev", WIRE, "preferred_lft", "forever"
        )
        places.run_in(place.namespace, "ip", "address", "del", following, "dev", WIRE)


def test_when_ipv6_goes_in_mid_window_one_login_over_ipv4_follows(
    anna: Traveller, bed: Bed, scene: Stage
) -> None:
    first = anna.send(BOB)
    with without_ipv6(LINE_C):
        second = anna.send(BOB)
    assert second.outcome == "sent", second.printed
    assert [login.address for login in bed.logins()] == [LINE_C.ipv6, LINE_C.ipv4]
    third = anna.send(BOB)
    scene("From IPv6 to IPv4 in mid-window, and back", first, second, third, arrived=3, logins=2)


def test_the_next_private_address_costs_no_login_while_the_former_one_is_valid(
    anna: Traveller, bed: Bed, scene: Stage
) -> None:
    first = anna.send(BOB)
    with next_private_address(LINE_C):
        second = anna.send(BOB)
    assert second.steps == ["accepted"], second.printed
    assert [login.address for login in bed.logins()] == [LINE_C.ipv6]
    scene("The next IPv6 address for privacy in mid-window", first, second, arrived=2, logins=1)
