"""Makes a line: the name, the addresses behind it one by one, and TLS where it comes first."""

import asyncio
import socket
from dataclasses import dataclass

from tegata.accounts.account import Security, Server
from tegata.clock import Clock
from tegata.network.line import Line, Pin, TlsTerms
from tegata.network.patience import Patience
from tegata.network.pipe import Pipe
from tegata.network.transcript import Transcript
from tegata.network.troubles import Loss, loss_of
from tegata.network.trust import tls_context
from tegata.protocols.outcome import Broken, Phase, Trouble
from tegata.protocols.steps import LineLost
from tegata.tasks import in_thread

_NOT_THE_LAST = 5.0
"""Seconds for an address that others follow: a home with broken IPv6 still reaches the server soon."""
_FAMILIES = {socket.AF_INET: 4, socket.AF_INET6: 6}

SocketAddress = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]  # the last has no use here


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a server, as the system's resolver gives it."""

    family: socket.AddressFamily
    sockaddr: SocketAddress

    @property
    def literal(self) -> str:
        """The address without its port."""
        return str(self.sockaddr[0])


Found = tuple[Address, ...]
"""The addresses behind a server's name, in the order to try them."""


async def connect(
    server: Server,
    *,
    patience: Patience,
    clock: Clock,
    transcript: Transcript,
    pin: Pin | None = None,
    found: Found | None = None,
) -> Line | Broken:
    """Connect to the server, up to TLS where that comes from the first octet; the greeting is the dialogue's.

    With `pin` the line leaves from that local address, in that family, whatever the resolver prefers: a
    window opened from it counts for nothing else. Where that is impossible, that is the failure. `found` are
    the addresses to try, where `resolve` has been asked before.
    """
    try:
        terms = await _tls_terms(server)
    except OSError as error:
        return Broken(Phase.TLS, Trouble.TLS_CERT, f"{server.ca_file}: {error.strerror or error}")
    addresses = await _resolve(server, patience) if found is None else found
    if not isinstance(addresses, Loss) and pin is not None:
        addresses = _pinned(addresses, server, pin)
    if isinstance(addresses, Loss):
        return _broken(Phase.RESOLVE, addresses, transcript)
    opened = await _first_that_answers(addresses, pin, patience.seconds(Phase.CONNECT))
    if isinstance(opened, Loss):
        return _broken(Phase.CONNECT, opened, transcript)
    sock, address = opened
    end = Pin(sock.getsockname()[0], _FAMILIES[address.family], server.host, address.literal)
    transcript.note(f"{server.host} [{end.peer_address}]:{server.port} from [{end.local_address}]")
    _, pipe = await asyncio.get_running_loop().create_connection(lambda: Pipe(sock), sock=sock)
    line = Line(pipe, end, terms, patience=patience, log=transcript, clock=clock)
    if server.security is Security.TLS:
        try:
            await line.secure()
        except LineLost as lost:
            return Broken(lost.phase, lost.trouble, lost.detail)
    return line


async def resolve(server: Server, *, patience: Patience, pin: Pin | None = None) -> Found | Broken:
    """Look the server's name up, as `connect` will."""
    found = await _resolve(server, patience)
    if not isinstance(found, Loss) and pin is not None:
        found = _pinned(found, server, pin)
    return Broken(Phase.RESOLVE, found.trouble, found.detail) if isinstance(found, Loss) else found


def shared(found: Found, others: Found | Broken) -> Found:
    """Return the addresses of families that both servers have; all of them where there is no such family.

    A window opened in one family counts for nothing in the other.
    """
    families = set() if isinstance(others, Broken) else {other.family for other in others}
    return tuple(address for address in found if address.family in families) or found


async def _tls_terms(server: Server) -> TlsTerms | None:
    if server.security is Security.NONE:
        return None
    return TlsTerms(await tls_context(server.ca_file), server.host)


async def _resolve(server: Server, patience: Patience) -> Found | Loss:
    """Return the addresses to try, in order."""
    try:
        async with asyncio.timeout(patience.seconds(Phase.RESOLVE)):
            found = await in_thread(
                lambda: socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM), "resolver"
            )
    except TimeoutError:
        return Loss(Trouble.DNS_FAILURE, "no answer in time")
    except (OSError, ValueError) as error:
        return loss_of(error)
    addresses = tuple(Address(family, sockaddr) for family, *_, sockaddr in found if family in _FAMILIES)
    return addresses or Loss(Trouble.DNS_FAILURE, f"{server.host} has no address")


def _pinned(found: Found, server: Server, pin: Pin) -> Found | Loss:
    addresses = [address for address in found if _FAMILIES[address.family] == pin.family]
    if pin.host == server.host:
        addresses.sort(key=lambda address: address.literal != pin.peer_address)
    return tuple(addresses) or Loss(Trouble.CONN_UNREACHABLE, f"{server.host} has no IPv{pin.family} address")


async def _first_that_answers(
    addresses: Found, pin: Pin | None, seconds: float
) -> tuple[socket.socket, Address] | Loss:
    losses: list[Loss] = []
    for left, address in zip(reversed(range(len(addresses))), addresses, strict=True):
        try:
            return await _open(address, pin, min(seconds, _NOT_THE_LAST) if left else seconds), address
        except OSError as error:
            losses.append(loss_of(error))
    # "Unreachable" is what a family says that this network does not have; any other word tells more.
    return next((loss for loss in losses if loss.trouble is not Trouble.CONN_UNREACHABLE), losses[-1])


async def _open(address: Address, pin: Pin | None, seconds: float) -> socket.socket:
    sock = socket.socket(address.family, socket.SOCK_STREAM)
    try:
        sock.settimeout(0)
        # asyncio sets this only for sockets made with a protocol number: a second write, such as the
        # next flight before the last one is acknowledged, must not wait for a delayed ACK.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if pin is not None:
            sock.bind((pin.local_address, 0))
        async with asyncio.timeout(seconds):
            await asyncio.get_running_loop().sock_connect(sock, address.sockaddr)
    except BaseException:
        sock.close()
        raise
    return sock


def _broken(phase: Phase, loss: Loss, transcript: Transcript) -> Broken:
    transcript.note(f"{loss.trouble}: {loss.detail}")
    return Broken(phase, loss.trouble, loss.detail)
