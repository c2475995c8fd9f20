"""The two questions as Linux answers them. The bed in tests/real asks a true kernel about true routers."""

import ipaddress
import socket
import struct
from typing import Any

import pytest

from tegata.network import routes
from tegata.network.routes import NextHop, next_hop_towards

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_NETLINK"), reason="the kernel speaks no rtnetlink")

SERVER = ipaddress.ip_address("198.51.100.25")
ROUTER = ipaddress.ip_address("192.0.2.1").packed
ROUTER_6 = ipaddress.ip_address("fe80::1").packed
HARDWARE = bytes.fromhex("02005e005301")
ETH0 = struct.pack("=i", 2)


class Kernel:
    """Gives these answers, one after the other; `asked` are the questions' types."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.asked: list[int] = []

    def send(self, question: bytes) -> None:
        length, kind = struct.unpack_from("=IH", question)
        assert length == len(question)
        self.asked.append(kind)

    def recv(self, _octets: int) -> bytes:
        return self.answers.pop(0)


def message(kind: int, head: int, *attributes: tuple[int, bytes]) -> bytes:
    body = bytes(head)
    for number, value in attributes:
        body += struct.pack("=HH", 4 + len(value), number) + value + bytes(-len(value) % 4)
    return struct.pack("=IHHII", 16 + len(body), kind, 0, 0, 0) + body


def route(*attributes: tuple[int, bytes]) -> bytes:
    return message(24, 12, *attributes, (4, ETH0))


def neighbour(*attributes: tuple[int, bytes]) -> bytes:
    return message(28, 12, *attributes)


REFUSED = message(2, 20)


def hop(*answers: bytes) -> NextHop:
    kernel: Any = Kernel(*answers)
    return routes._next_hop(kernel, SERVER)


def test_the_router_and_its_hardware() -> None:
    found = hop(route((1, SERVER.packed), (5, ROUTER)), neighbour((1, ROUTER), (2, HARDWARE)))
    assert found == NextHop("192.0.2.1", "02:00:5e:00:53:01")


def test_a_router_of_the_other_family() -> None:
    via = struct.pack("=H", socket.AF_INET6) + ROUTER_6
    found = hop(route((18, via)), neighbour((2, HARDWARE)))
    assert found == NextHop("fe80::1", "02:00:5e:00:53:01")


@pytest.mark.parametrize("answer", [neighbour((1, ROUTER)), neighbour((2, b"")), REFUSED])
def test_a_router_that_nothing_was_sent_to_so_far(answer: bytes) -> None:
    assert hop(route((5, ROUTER)), answer) == NextHop("192.0.2.1")


@pytest.mark.parametrize("answer", [route(), REFUSED])
def test_on_the_same_wire_or_without_a_route_there_is_no_router(answer: bytes) -> None:
    kernel: Any = Kernel(answer)
    assert routes._next_hop(kernel, SERVER) == NextHop()
    assert kernel.asked == [26]


def test_an_attribute_without_a_length_is_passed_over() -> None:
    """The kernel never sends one; if it did, reading has to end all the same."""
    assert dict(routes._attributes(bytes(8))) == {0: b""}


def test_the_kernel_of_this_machine_knows_no_router_towards_ourselves() -> None:
    assert next_hop_towards("127.0.0.1") == NextHop()
    assert next_hop_towards("::1") == NextHop()


def test_without_rtnetlink_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_what: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket, "socket", forbidden)
    assert next_hop_towards("198.51.100.25") == NextHop()
    monkeypatch.delattr(socket, "AF_NETLINK")
    assert next_hop_towards("198.51.100.25") == NextHop()
