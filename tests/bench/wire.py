"""A wire of a given length: two TUN devices in two namespaces, and what enters one leaves the other later.

A kernel may lack `netem`, and a delaying proxy would answer the handshake itself. Through this wire
handshake, Nagle's algorithm and delayed acknowledgements are the kernel's own. The devices go with the
process, however it ends.
"""

import ctypes
import fcntl
import os
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self

_TUNSETIFF = 0x400454CA
_IFF_TUN, _IFF_NO_PI = 0x0001, 0x1000
_CLONE_NEWNET = 0x40000000
_LONGEST_PACKET = 65536
_TCP, _IPV4 = 6, 4
_SYN = 0x02


@dataclass(frozen=True, slots=True)
class Packet:
    """A TCP segment as it passed: when it came in and went out, in seconds on the clock of time.monotonic.

    `port` is the server's, `payload` the number of octets that it carried.
    """

    entered: float
    left: float
    from_client: bool
    port: int
    payload: int
    opens: bool


@dataclass(slots=True)
class Wire:
    """The wire between device `near` in namespace `client` and device `far` in namespace `router`.

    Each packet takes `one_way` seconds. A context manager: it carries until it is left.
    """

    client: str
    near: str
    router: str
    far: str
    one_way: float
    packets: list[Packet] = field(default_factory=list)
    _descriptors: list[int] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._descriptors = [_device(self.client, self.near), _device(self.router, self.far)]
        near, far = self._descriptors
        self._carry(near, far, from_client=True)
        self._carry(far, near, from_client=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        for descriptor in self._descriptors:
            os.close(descriptor)

    def _carry(self, source: int, target: int, *, from_client: bool) -> None:
        under_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()

        def take_in() -> None:
            while True:
                packet = os.read(source, _LONGEST_PACKET)
                under_way.put((time.monotonic(), packet))

        def let_out() -> None:
            while True:
                entered, packet = under_way.get()
                time.sleep(max(0.0, entered + self.one_way - time.monotonic()))
                os.write(target, packet)
                self._note(entered, packet, from_client=from_client)

        _in_background(take_in)
        _in_background(let_out)

    def _note(self, entered: float, packet: bytes, *, from_client: bool) -> None:
        if packet[0] >> 4 != _IPV4 or packet[9] != _TCP:
            return
        segment = packet[(packet[0] & 15) * 4 :]
        source, target = struct.unpack("!HH", segment[:4])
        self.packets.append(
            Packet(
                entered=entered,
                left=time.monotonic(),
                from_client=from_client,
                port=target if from_client else source,
                payload=len(segment) - (segment[12] >> 4) * 4,
                opens=bool(segment[13] & _SYN),
            )
        )


def _device(namespace: str, name: str) -> int:
    """Make a TUN device in a namespace; return what its packets are read from and written to."""
    made: list[int | OSError] = []

    def make() -> None:  # in a thread of its own, which alone moves into the namespace
        try:
            made.append(_device_here(namespace, name))
        except OSError as error:
            made.append(error)

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    (result,) = made
    if isinstance(result, OSError):
        raise result
    return result


def _device_here(namespace: str, name: str) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    with Path("/run/netns", namespace).open() as there:
        if libc.setns(there.fileno(), _CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"cannot enter {namespace}")
    descriptor = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(descriptor, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TUN | _IFF_NO_PI))
    return descriptor


def _in_background(work: Callable[[], None]) -> None:
    def until_closed() -> None:
        with suppress(OSError):
            work()

    threading.Thread(target=until_closed, daemon=True).start()
