"""An event loop whose time passes only where nobody has anything to do, and whose network is its memory."""

import asyncio
import errno
import selectors
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from unittest import mock

from tegata import tasks

T = TypeVar("T")
Factory = Callable[[], asyncio.Protocol]


class Idle(Exception):  # noqa: N818 - nothing is wrong with the program
    """Everybody waits for something that cannot happen."""


class Wire:
    """What a connection suffers. Each piece arrives after `delay` seconds; `cut_after` octets end it."""

    def delay(self, octets: int) -> float:
        """Return when octets of either side arrive, in seconds from now."""
        return 0.0

    def cut_after(self) -> int | None:
        """Return after how many octets of the client's the line is cut; None where it is not."""
        return None

    def refuses(self) -> bool:
        """Whether there is no connection at all."""
        return False


class _Selector(selectors.SelectSelector):
    """Asks the system only for what is there already, and lets time pass instead of waiting."""

    loop: "VirtualLoop"

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is None:
            raise Idle
        if not ready and timeout:
            self.loop.elapsed += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """`listen` gives a port its server. Connections to other ports are refused."""

    def __init__(self) -> None:
        selector = _Selector()
        selector.loop = self
        self.elapsed = 1000.0
        self.wire: Callable[[], Wire] = Wire
        self.asleep = 0.0
        self._servers: dict[int, Factory] = {}
        self._called: dict[int, tuple[int, Wire]] = {}
        self.ends: set[End] = set()
        super().__init__(selector)

    def time(self) -> float:
        """Return the seconds that have passed; in them is nothing that the computer has slept through."""
        return self.elapsed

    def listen(self, port: int, factory: Factory) -> None:
        """Have connections to the port met by what the factory makes."""
        self._servers[port] = factory

    def cut_all(self) -> None:
        """Cut every connection, as a crash or a sleep does."""
        for end in tuple(self.ends):
            end.break_off(ConnectionResetError(errno.ECONNRESET, "cut"))

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:  # type: ignore[override]
        """Do it on the spot."""
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - it is raised again where the future is awaited
            done.set_exception(error)
        return done

    async def sock_connect(self, sock: socket.socket, address: Any) -> None:
        wire = self.wire()
        if wire.refuses() or address[1] not in self._servers:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "nobody listens")
        self._called[sock.fileno()] = (address[1], wire)

    async def create_connection(  # type: ignore[override]
        self, factory: Any, *_: Any, sock: Any = None, **__: Any
    ) -> Any:
        port, wire = self._called.pop(sock.fileno())
        protocol = factory()
        near, far = End(self, protocol, sock, wire), End(self, self._servers[port](), None, wire)
        near.meet(far, cut_after=wire.cut_after())
        far.meet(near)
        protocol.connection_made(near)
        self.call_soon(far.begin)
        return near, protocol


class End(asyncio.Transport):
    """One end of a connection. What is written has left at once, and arrives when the wire says."""

    def __init__(
        self, loop: VirtualLoop, protocol: asyncio.Protocol, sock: socket.socket | None, wire: Wire
    ) -> None:
        super().__init__()
        self._loop, self._protocol, self._sock, self._wire = loop, protocol, sock, wire
        self._peer: End | None = None
        self._left: int | None = None
        self._arrives = 0.0
        self._closing = False
        loop.ends.add(self)

    def meet(self, peer: "End", cut_after: int | None = None) -> None:
        """Begin to belong to the other end."""
        self._peer, self._left = peer, cut_after

    def begin(self) -> None:
        """Tell the server of its guest."""
        if not self._closing:
            self._protocol.connection_made(self)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        data = bytes(data)
        if self._closing or not data:
            return
        if self._left is not None:
            passes, self._left = data[: self._left], self._left - len(data)
            self._pass_on(passes)
            if self._left <= 0:
                self._later(lambda: self.break_off(ConnectionResetError(errno.ECONNRESET, "cut")))
            return
        self._pass_on(data)

    def get_write_buffer_size(self) -> int:
        return 0

    def get_protocol(self) -> asyncio.BaseProtocol:
        return self._protocol

    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        self._end(None)

    def abort(self) -> None:
        self._end(None)

    def break_off(self, error: Exception) -> None:
        """Lose the connection at both ends."""
        peer = self._peer
        self._end(error)
        if peer is not None:
            peer._end(error)

    def _end(self, error: Exception | None) -> None:
        if self._closing:
            return
        self._closing = True
        self._loop.ends.discard(self)
        self._loop.call_soon(self._lost, error)
        if self._peer is not None:
            self._later(self._peer.hear_the_end)

    def hear_the_end(self) -> None:
        """Learn that the other end has gone."""
        if not self._closing:
            self._protocol.eof_received()
            self._end(None)

    def _lost(self, error: Exception | None) -> None:
        self._protocol.connection_lost(error)
        if self._sock is not None:
            self._sock.close()

    def _pass_on(self, data: bytes) -> None:
        peer = self._peer
        assert peer is not None
        self._later(lambda: peer.arrive(data), len(data))

    def arrive(self, data: bytes) -> None:
        """Take in octets, if anybody is there."""
        if not self._closing:
            self._protocol.data_received(data)

    def _later(self, happens: Callable[[], object], octets: int = 0) -> None:
        """Keep the order: nothing overtakes what was written before it."""
        self._arrives = max(self._arrives, self._loop.time() + self._wire.delay(octets))
        self._loop.call_at(self._arrives, happens)


class _Inline:
    """In place of a thread: the job is done on the spot."""

    def __init__(self, target: Callable[[], None], **_: Any) -> None:
        self.start = target


class Threads:
    """What was handed to the workers' threads. Once `dead`, nothing is done any more, nor waited for."""

    def __init__(self) -> None:
        self.dead: set[tasks.Worker] = set()
        self.alive: set[tasks.Worker] = set()

    def kill(self) -> None:
        """End all workers of today as a crash does: between two jobs."""
        self.dead |= self.alive
        self.alive.clear()


@contextmanager
def without_threads() -> Iterator[Threads]:
    """Have every job of a thread done in the loop, so that time can stand still meanwhile."""
    threads = Threads()

    def begin(worker: tasks.Worker, _name: str) -> None:
        threads.alive.add(worker)

    async def run(worker: tasks.Worker, job: Callable[[], T]) -> T:
        if worker in threads.dead:
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        if worker in threads.dead:
            await asyncio.Event().wait()
        result = job()
        await asyncio.sleep(0)
        return result

    async def finish(worker: tasks.Worker, last: Callable[[], None]) -> None:
        if worker not in threads.dead:
            last()
            threads.alive.discard(worker)

    methods: Mapping[str, Any] = {"__init__": begin, "run": run, "finish": finish}
    with mock.patch.multiple(tasks.Worker, **methods), mock.patch.object(tasks, "Thread", _Inline):
        yield threads
