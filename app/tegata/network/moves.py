"""Hears when this computer's addresses or routes change. The kernel tells: nothing is asked in vain.

Linux only (rtnetlink, RFC 3549): elsewhere `listen` hears nothing.
"""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

_IPV4_ADDRESS, _IPV4_ROUTE, _IPV6_ADDRESS, _IPV6_ROUTE = 0x10, 0x40, 0x100, 0x400  # RTMGRP_…
_GROUPS = _IPV4_ADDRESS | _IPV4_ROUTE | _IPV6_ADDRESS | _IPV6_ROUTE
_MESSAGE_OCTETS = 64 * 1024
_SETTLING_SECONDS = 0.25
"""A move is a burst of messages. The time runs from the first: a stream of them holds nothing up."""


class Moves:
    """Calls `heard` a moment after something has changed; what that is, its hearer finds out."""

    def __init__(self, kernel: socket.socket, heard: Callable[[], None]) -> None:
        self._kernel = kernel
        self._heard = heard
        self._settling: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(kernel, self._read)

    def close(self) -> None:
        """Hear nothing more."""
        if self._settling is not None:
            self._settling.cancel()
        self._loop.remove_reader(self._kernel)
        self._kernel.close()

    def _read(self) -> None:
        with suppress(OSError):  # there were more than the kernel keeps (ENOBUFS): that is news as well
            self._kernel.recv(_MESSAGE_OCTETS)
        if self._settling is None:
            self._settling = self._loop.call_later(_SETTLING_SECONDS, self._settled)

    def _settled(self) -> None:
        self._settling = None
        self._heard()


def listen(heard: Callable[[], None]) -> Moves | None:
    """Return what listens from now on; None where this system or its sandbox lets nobody."""
    if not hasattr(socket, "AF_NETLINK"):
        return None
    try:
        kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
    except OSError:
        return None
    try:
        kernel.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        kernel.bind((0, _GROUPS))
        return Moves(kernel, heard)
    except (OSError, NotImplementedError):  # the latter from a loop that watches no sockets
        kernel.close()
        return None
