"""The window: what is left of it, and which network it belongs to."""

from datetime import timedelta

import pytest

from tegata.relay.window import AuthenticationWindow, SeenFrom
from tests.hand_clock import NOON

HOTEL = SeenFrom("10.0.0.7", 4)


def window(**changes: object) -> AuthenticationWindow:
    values = {
        "opened_at": timedelta(hours=5),
        "opened_wall": NOON,
        "good_for": timedelta(minutes=10),
        "seen_from": HOTEL,
        "boot_id": "boot-1",
    }
    return AuthenticationWindow(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("passed", "left"),
    [(0, 600), (1, 599), (599, 1), (600, 0), (601, 0), (-30, 630)],
)
def test_what_is_left_never_goes_below_zero(passed: int, left: int) -> None:
    now = timedelta(hours=5, seconds=passed)
    assert window().remaining(now) == timedelta(seconds=left)


@pytest.mark.parametrize(
    ("here", "same"),
    [
        (SeenFrom("10.0.0.7", 4), True),
        (SeenFrom("10.0.0.8", 4), False),
        (SeenFrom("2001:db8::7", 6), False),
        (SeenFrom("10.0.0.7", 4, "203.0.113.9"), True),
    ],
)
def test_a_window_counts_on_its_own_network_only(here: SeenFrom, same: bool) -> None:
    assert HOTEL.same_network(here) is same


@pytest.mark.parametrize(
    ("gateway", "hardware", "same"),
    [
        ("192.168.1.1", "02:00:5e:00:53:01", True),
        ("192.168.1.1", None, True),
        (None, None, True),
        ("192.168.1.254", None, False),
        ("192.168.1.1", "02:00:5e:00:53:02", False),
    ],
)
def test_the_same_private_address_behind_another_router_is_another_network(
    gateway: str | None, hardware: str | None, same: bool
) -> None:
    at_home = SeenFrom("192.168.1.5", 4, gateway="192.168.1.1", gateway_hardware="02:00:5e:00:53:01")
    here = SeenFrom("192.168.1.5", 4, gateway=gateway, gateway_hardware=hardware)
    assert at_home.same_network(here) is same
    assert here.same_network(at_home) is same


def test_the_same_private_address_behind_another_public_one_is_another_network() -> None:
    at_home = SeenFrom("192.168.1.5", 4, "203.0.113.9")
    at_the_hotel = SeenFrom("192.168.1.5", 4, "198.51.100.4")
    assert not at_home.same_network(at_the_hotel)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (SeenFrom("2001:db8:c::bbbb", 6), True),
        (SeenFrom("2001:db8:c:1::aaaa", 6), False),
        (SeenFrom("192.0.2.7", 4), False),
    ],
)
def test_addresses_of_one_prefix(other: SeenFrom, same: bool) -> None:
    assert SeenFrom("2001:db8:c::aaaa", 6).same_prefix(other) is same


def test_in_ipv4_an_address_is_a_place() -> None:
    assert not SeenFrom("192.0.2.7", 4).same_prefix(SeenFrom("192.0.2.7", 4))
