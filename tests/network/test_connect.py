import asyncio
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tegata.accounts.account import Security, Server
from tegata.clock import system_clock
from tegata.network.connect import connect, resolve, shared
from tegata.network.line import Line, Pin
from tegata.network.patience import Patience
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Broken, Phase, Trouble
from tests.network.conftest import Dial, Peer, Stage


async def greet(peer: Peer) -> None:
    await peer.say("220 mail")
    await peer.reader.read()


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that is bound, so that nobody else takes it, and does not listen."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock.getsockname()[1]


async def failing(
    server: Server, transcript: Transcript, pin: Pin | None = None, seconds: float = 20.0
) -> Broken:
    patience = Patience(timedelta(seconds=seconds))
    result = await connect(server, patience=patience, clock=system_clock(), transcript=transcript, pin=pin)
    assert isinstance(result, Broken), result
    return result


def resolver(monkeypatch: pytest.MonkeyPatch, *addresses: tuple[str, int]) -> None:
    """Let every name stand for these addresses."""
    found = [
        (
            socket.AF_INET6 if ":" in host else socket.AF_INET,
            socket.SOCK_STREAM,
            socket.IPPROTO_TCP,
            "",
            (host, port, 0, 0) if ":" in host else (host, port),
        )
        for host, port in addresses
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


async def test_nobody_listens(closed_port: int, transcript: Transcript) -> None:
    broken = await failing(Server("127.0.0.1", closed_port, Security.NONE), transcript)
    assert (broken.phase, broken.trouble) == (Phase.CONNECT, Trouble.CONN_REFUSED)
    assert broken.detail
    assert "conn-refused" in str(transcript)


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".example", "a\0b", ""])
async def test_name_that_cannot_be_asked_for(host: str, transcript: Transcript) -> None:
    broken = await failing(Server(host, 25, Security.NONE), transcript)
    assert broken.trouble in {Trouble.DNS_FAILURE, Trouble.CONN_REFUSED}


async def test_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch, transcript: Transcript) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    broken = await failing(Server("mail.a.example", 25, Security.NONE), transcript)
    assert broken == Broken(Phase.RESOLVE, Trouble.DNS_FAILURE, "Name or service not known")


async def test_name_without_any_address(monkeypatch: pytest.MonkeyPatch, transcript: Transcript) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    broken = await failing(Server("mail.a.example", 25, Security.NONE), transcript)
    assert broken == Broken(Phase.RESOLVE, Trouble.DNS_FAILURE, "mail.a.example has no address")


async def test_looking_a_name_up_without_connecting() -> None:
    here, nowhere = Server("127.0.0.1", 25, Security.NONE), Server("a..b", 25, Security.NONE)
    found = await resolve(here, patience=Patience())
    assert not isinstance(found, Broken)
    assert [address.literal for address in found] == ["127.0.0.1"]
    moved = await resolve(here, patience=Patience(), pin=Pin("::1", 6))
    assert isinstance(moved, Broken)
    unknown = await resolve(nowhere, patience=Patience())
    assert isinstance(unknown, Broken)
    assert (unknown.phase, unknown.trouble) == (Phase.RESOLVE, Trouble.DNS_FAILURE)


async def test_second_address_where_the_first_is_dead(
    stage: Stage, dial: Dial, monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    port = await stage.serve(greet)
    resolver(monkeypatch, ("127.0.0.1", closed_port), ("127.0.0.1", port))
    line = await dial(0, host="mail.a.example")
    assert line.pin == Pin("127.0.0.1", 4, "mail.a.example", "127.0.0.1")


async def test_the_failure_that_tells_more_is_told(
    monkeypatch: pytest.MonkeyPatch, closed_port: int, transcript: Transcript
) -> None:
    resolver(monkeypatch, ("127.0.0.1", closed_port), ("255.255.255.255", 25))
    broken = await failing(Server("mail.a.example", 0, Security.NONE), transcript)
    assert broken.trouble is Trouble.CONN_REFUSED


async def test_pinned_line_leaves_from_the_same_address(stage: Stage, dial: Dial) -> None:
    port = await stage.serve(greet, host="0.0.0.0")  # noqa: S104 - an address of the loopback network each
    line = await dial(port, pin=Pin("127.0.0.2", 4))
    assert line.pin.local_address == "127.0.0.2"
    assert stage.peers[0].writer.get_extra_info("peername")[0] == "127.0.0.2"


async def test_pinned_line_prefers_the_same_server_address(
    stage: Stage, dial: Dial, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = await stage.serve(greet, host="0.0.0.0")  # noqa: S104
    resolver(monkeypatch, ("127.0.0.2", port), ("127.0.0.3", port))
    line = await dial(0, host="mail.a.example", pin=Pin("127.0.0.1", 4, "mail.a.example", "127.0.0.3"))
    assert line.pin.peer_address == "127.0.0.3"
    other = await dial(0, host="mail.a.example", pin=Pin("127.0.0.1", 4, "pop.a.example", "127.0.0.3"))
    assert other.pin.peer_address == "127.0.0.2"


async def test_pinned_line_keeps_to_its_family(transcript: Transcript) -> None:
    broken = await failing(Server("127.0.0.1", 25, Security.NONE), transcript, Pin("::1", 6))
    assert (broken.trouble, broken.detail) == (Trouble.CONN_UNREACHABLE, "127.0.0.1 has no IPv6 address")


async def test_pinned_to_an_address_that_is_gone(transcript: Transcript) -> None:
    broken = await failing(Server("127.0.0.1", 25, Security.NONE), transcript, Pin("192.0.2.1", 4))
    assert (broken.phase, broken.trouble) == (Phase.CONNECT, Trouble.CONN_UNREACHABLE)


async def test_ca_file_that_is_not_there(transcript: Transcript) -> None:
    broken = await failing(Server("127.0.0.1", 25, Security.TLS, ca_file="/does/not/exist"), transcript)
    assert (broken.phase, broken.trouble) == (Phase.TLS, Trouble.TLS_CERT)
    assert "/does/not/exist" in broken.detail


async def test_plain_server_where_tls_was_expected(
    stage: Stage, transcript: Transcript, ca_file: str
) -> None:
    port = await stage.serve(greet)
    broken = await failing(Server("127.0.0.1", port, Security.TLS, ca_file=ca_file), transcript)
    assert (broken.phase, broken.trouble) == (Phase.TLS, Trouble.TLS_HANDSHAKE)


async def test_silent_server_where_tls_was_expected(
    stage: Stage, transcript: Transcript, ca_file: str
) -> None:
    async def play(peer: Peer) -> None:
        await peer.reader.read()

    port = await stage.serve(play)
    server = Server("127.0.0.1", port, Security.TLS, ca_file=ca_file)
    broken = await failing(server, transcript, seconds=0.2)
    assert (broken.phase, broken.trouble) == (Phase.TLS, Trouble.CONN_TIMEOUT)


async def test_server_that_closes_where_tls_was_expected(
    stage: Stage, transcript: Transcript, ca_file: str
) -> None:
    async def play(peer: Peer) -> None:
        await peer.reader.read(1)

    port = await stage.serve(play)
    broken = await failing(Server("127.0.0.1", port, Security.TLS, ca_file=ca_file), transcript)
    assert (broken.phase, broken.trouble) == (Phase.TLS, Trouble.CONN_DROPPED)


async def test_cancelled_on_the_way(stage: Stage, transcript: Transcript, ca_file: str) -> None:
    async def play(peer: Peer) -> None:
        await peer.reader.read()

    server = Server("127.0.0.1", await stage.serve(play), Security.TLS, ca_file=ca_file)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await connect(server, patience=Patience(), clock=system_clock(), transcript=transcript)


async def test_line_over_ipv6(stage: Stage, dial: Dial) -> None:
    try:
        port = await stage.serve(greet, host="::1")
    except OSError:
        pytest.skip("no IPv6 here")
    line: Line = await dial(port, host="::1")
    assert line.pin == Pin("::1", 6, "::1", "::1")


async def test_beside_an_ipv4_server_only_ipv4_is_tried(
    monkeypatch: pytest.MonkeyPatch, stage: Stage, transcript: Transcript
) -> None:
    """A window opened over IPv6 would be worth nothing to an SMTP server that has no IPv6 address."""
    port = await stage.serve(greet)
    both = [(socket.AF_INET6, ("::1", port, 0, 0)), (socket.AF_INET, ("127.0.0.1", port))]
    names = {"pop.example": both, "smtp4.example": both[1:]}

    def look_up(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(family, socket.SOCK_STREAM, 0, "", address) for family, address in names[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    pop, smtp = (Server(name, port, Security.NONE) for name in names)
    found, others = await resolve(pop, patience=Patience()), await resolve(smtp, patience=Patience())
    assert not isinstance(found, Broken)
    assert len(found) == 2
    line = await connect(
        pop,
        patience=Patience(),
        clock=system_clock(),
        transcript=transcript,
        found=shared(found, others),
    )
    assert isinstance(line, Line)
    assert line.pin.family == 4
    await line.close()


async def test_a_server_beside_that_is_not_found_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    port = 110

    def look_up(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host != "pop.example":
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    pop, smtp = Server("pop.example", port, Security.NONE), Server("smtp.example", port, Security.NONE)
    found, others = await resolve(pop, patience=Patience()), await resolve(smtp, patience=Patience())
    assert not isinstance(found, Broken)
    assert isinstance(others, Broken)
    assert shared(found, others) == found


async def test_no_flight_waits_for_an_acknowledgement(stage: Stage, dial: Dial) -> None:
    line = await dial(await stage.serve(greet))
    assert line._pipe._sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
