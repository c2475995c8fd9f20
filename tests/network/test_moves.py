"""A burst of messages is heard once. That the kernel sends them is seen in tests/real/test_moving.py."""

import asyncio
import errno
import socket
from collections.abc import Iterator

import pytest

from tegata.network import moves
from tegata.network.moves import Moves, listen

Ends = tuple[socket.socket, socket.socket]


@pytest.fixture
def ends() -> Iterator[Ends]:
    """Two ends of a datagram socket: the one writes what the kernel would."""
    kernel, ours = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    ours.setblocking(False)
    yield kernel, ours
    kernel.close()
    ours.close()


class Hearer:
    def __init__(self) -> None:
        self.times = 0
        self.once = asyncio.Event()

    def __call__(self) -> None:
        self.times += 1
        self.once.set()


async def test_a_burst_is_heard_once_and_the_next_one_again(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moves, "_SETTLING_SECONDS", 0.05)
    kernel, ours = ends
    heard = Hearer()
    listening = Moves(ours, heard)
    for burst in (1, 2):
        heard.once.clear()
        for _ in range(20):
            kernel.send(b"RTM_NEWADDR")
        async with asyncio.timeout(10):
            await heard.once.wait()
        assert heard.times == burst
    listening.close()


async def test_closed_it_hears_nothing_more(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves, "_SETTLING_SECONDS", 0.01)
    kernel, ours = ends
    heard = Hearer()
    listening = Moves(ours, heard)
    kernel.send(b"RTM_DELADDR")
    while listening._settling is None:
        await asyncio.sleep(0)
    listening.close()
    await asyncio.sleep(0.05)
    assert heard.times == 0


async def test_more_than_the_kernel_keeps_is_news_as_well(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moves, "_SETTLING_SECONDS", 0.01)

    class Overrun(socket.socket):
        def recv(self, *_how: int) -> bytes:
            super().recv(10)
            raise OSError(errno.ENOBUFS, "no buffer space available")

    kernel, ours = ends
    heard = Hearer()
    listening = Moves(Overrun(fileno=ours.detach()), heard)
    kernel.send(b"RTM_NEWROUTE")
    async with asyncio.timeout(10):
        await heard.once.wait()
    listening.close()


@pytest.mark.skipif(not hasattr(socket, "AF_NETLINK"), reason="the kernel speaks no rtnetlink")
async def test_this_machine_lets_us_listen() -> None:
    listening = listen(Hearer())
    assert listening is not None
    listening.close()


async def test_without_rtnetlink_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_what: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket, "socket", forbidden)
    assert listen(Hearer()) is None
    monkeypatch.delattr(socket, "AF_NETLINK", raising=False)
    assert listen(Hearer()) is None


@pytest.mark.skipif(not hasattr(socket, "AF_NETLINK"), reason="the kernel speaks no rtnetlink")
async def test_a_loop_that_watches_no_sockets_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(*_what: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_reader", unable)
    assert listen(Hearer()) is None
