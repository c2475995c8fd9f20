"""A session cut at every offset: uncertain exactly from the moment the last octet has left our buffers."""

import asyncio
import socket
import ssl
import threading
from pathlib import Path

import pytest

from tegata.accounts.account import Security
from tegata.network.transcript import Transcript
from tegata.protocols.channel import Channel
from tegata.protocols.outcome import Accepted, Broken, Outcome, Phase, Refused, Trouble, Unknown
from tegata.protocols.smtp_session import SessionOpen
from tegata.protocols.steps import Command, Dialogue, Flight, LineLost
from tegata.tasks import spawn
from tests.network.conftest import Dial, Peer, Stage
from tests.network.scenes import BOB, opening, submitting

# What the server says, and the end of what it waits for before it says it.
SAID = [
    (b"", b"220 mail\r\n"),
    (b"EHLO [127.0.0.1]\r\n", b"250-mail\r\n250 PIPELINING\r\n"),
    (b"DATA\r\n", b"250 a\r\n250 b\r\n354 c\r\n"),
    (b"\r\n.\r\n", b"250 taken\r\n"),
]
ALL_SAID = b"".join(reply for _, reply in SAID)
BEFORE_THE_RECEIPT = len(ALL_SAID) - len(SAID[-1][1])
HEARD = (
    b"EHLO [127.0.0.1]\r\nMAIL FROM:<yuki@a.example>\r\nRCPT TO:<bob@b.example>\r\nDATA\r\n"
    b"Subject: x\r\n\r\n..hidden dot\r\nbye\r\n.\r\n"
)
LETTER_BEGINS = HEARD.index(b"Subject")


class Cutter:
    """Plays `SAID`, and cuts the line after so many octets said or heard."""

    def __init__(self, *, said: int | None = None, heard: int | None = None, reset: bool = False) -> None:
        self.received = b""
        self._say = len(ALL_SAID) if said is None else said
        self._hear = len(HEARD) if heard is None else heard
        self._reset = reset

    async def play(self, peer: Peer) -> None:
        for awaited, reply in SAID:
            while not self.received.endswith(awaited):
                if len(self.received) >= self._hear:
                    return self._cut(peer)
                self.received += await peer.reader.readexactly(1)
            peer.writer.write(reply[: self._say])
            await peer.writer.drain()
            self._say -= len(reply)
            if self._say < 0:
                return self._cut(peer)
        return None

    def _cut(self, peer: Peer) -> None:
        if self._reset:
            peer.reset()


async def outcome_of(cutter: Cutter, stage: Stage, dial: Dial, letter: Path) -> Outcome | None:
    line = await dial(await stage.serve(cutter.play))
    session = await line.run(opening())
    if not isinstance(session, SessionOpen):
        assert isinstance(session, Broken)
        return session
    return (await line.run(submitting(session), letter=letter))[BOB]


@pytest.mark.parametrize("reset", [False, True])
async def test_answers_cut_at_every_octet(stage: Stage, dial: Dial, letter: Path, reset: bool) -> None:
    for said in range(1, len(ALL_SAID) + 1):
        cutter = Cutter(said=said, reset=reset)
        outcome = await outcome_of(cutter, stage, dial, letter)
        if said < BEFORE_THE_RECEIPT:
            assert isinstance(outcome, Broken), said
            assert not cutter.received.endswith(b"\r\n.\r\n")
        elif said < len(ALL_SAID):
            assert isinstance(outcome, Unknown), said
        elif not reset:  # a reset may overtake the receipt
            assert isinstance(outcome, Accepted), said


@pytest.mark.parametrize("reset", [False, True])
async def test_our_words_cut_at_every_octet(
    stage: Stage, dial: Dial, letter: Path, transcript: Transcript, reset: bool
) -> None:
    for heard in range(len(HEARD)):
        already = str(transcript).count("C: .\n")
        cutter = Cutter(heard=heard, reset=reset)
        outcome = await outcome_of(cutter, stage, dial, letter)
        assert len(cutter.received) == heard
        if heard < LETTER_BEGINS:
            assert isinstance(outcome, Broken), heard
        elif isinstance(outcome, Unknown):  # letter and dot had left for the system before the cut was felt
            assert f"{transcript}\n".count("C: .\n") == already + 1
        else:
            assert isinstance(outcome, Broken), heard


async def test_the_whole_letter_heard_and_then_cut_is_uncertain(
    stage: Stage, dial: Dial, letter: Path, server_tls: ssl.SSLContext, ca_file: str
) -> None:
    cutter = Cutter(said=BEFORE_THE_RECEIPT + 1, reset=True)
    port = await stage.serve(cutter.play, tls=server_tls)
    line = await dial(port, security=Security.TLS, ca_file=ca_file)
    outcomes = await line.run(submitting(await line.run(opening(Channel.TLS))), letter=letter)
    assert isinstance(outcomes[BOB], Unknown)
    assert cutter.received == HEARD


class HastyServer(threading.Thread):
    """Hangs up after the first octets of a letter, in a thread that runs while the loop stands still."""

    def __init__(self, context: ssl.SSLContext | None = None, last_words: bytes = b"") -> None:
        super().__init__(daemon=True)
        self._context = context
        self._last_words = last_words
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.gone = threading.Event()

    def run(self) -> None:
        accepted, _ = self._listening.accept()
        with self._listening, accepted:
            sock = self._context.wrap_socket(accepted, server_side=True) if self._context else accepted
            sock.sendall(SAID[0][1])
            for awaited, reply in SAID[1:3]:
                received = b""
                while not received.endswith(awaited):
                    received += sock.recv(1)
                sock.sendall(reply)
            sock.recv(1)
            sock.sendall(self._last_words)
            sock.close()  # with octets unread: a reset
        self.gone.set()


def stand_still(server: HastyServer) -> None:
    assert server.gone.wait(5)


@pytest.mark.parametrize("tls", [False, True])
async def test_last_words_are_heard_after_a_write_that_failed(
    dial: Dial, tmp_path: Path, server_tls: ssl.SSLContext, ca_file: str, tls: bool
) -> None:
    server = HastyServer(server_tls if tls else None, b"552 5.3.4 too big\r\n")
    server.start()
    letter = tmp_path / "long.eml"
    letter.write_bytes(b"x" * 10_000_000)
    line = await dial(server.port, security=Security.TLS if tls else Security.NONE, ca_file=ca_file)
    session = await line.run(opening(Channel.TLS if tls else Channel.NONE))
    # The loop stands still until the server has gone, so that the next write fails before anything is read.
    outcomes = await line.run(submitting(session), letter=letter, on_progress=lambda *_: stand_still(server))
    server.join()
    outcome = outcomes[BOB]
    assert isinstance(outcome, Refused), outcome
    assert str(outcome.reply) == "552 5.3.4 too big"


async def test_dot_that_the_system_did_not_take_has_not_left(dial: Dial, letter: Path) -> None:
    server = HastyServer()
    server.start()
    line = await dial(server.port)
    session = await line.run(opening())

    async def commit() -> None:
        stand_still(server)  # the reset has come, and nobody has looked yet

    outcomes = await line.run(submitting(session), letter=letter, on_commit=commit)
    server.join()
    assert isinstance(outcomes[BOB], Broken)


def shouting(octets: int) -> Dialogue[LineLost | None]:
    """Say so much at once that no socket buffer holds it, and return how the line was lost."""
    try:
        yield Flight((Command(b"x" * octets, "shout", Phase.FINAL),))
    except LineLost as lost:
        return lost
    return None


@pytest.mark.parametrize(("octets", "all_written"), [(3, True), (50_000_000, False)])
@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("ours", [False, True])
async def test_what_is_still_in_our_buffers_has_not_left(
    stage: Stage,
    dial: Dial,
    server_tls: ssl.SSLContext,
    ca_file: str,
    tls: bool,
    ours: bool,
    octets: int,
    all_written: bool,
) -> None:
    heard = asyncio.Event()

    async def play(peer: Peer) -> None:
        await peer.reader.read(1)
        if not ours:
            peer.writer.close() if tls else peer.writer.write_eof()
        heard.set()
        await asyncio.Event().wait()

    port = await stage.serve(play, tls=server_tls if tls else None)
    line = await dial(port, security=Security.TLS if tls else Security.NONE, ca_file=ca_file)
    running = spawn(line.run(shouting(octets)), "test")
    await heard.wait()
    if ours:
        line.abort()
    lost = await running
    assert lost is not None
    assert lost.trouble is (Trouble.CANCELLED if ours else Trouble.CONN_DROPPED)
    assert lost.all_written is all_written


async def test_close_waits_for_the_server_but_not_for_ever(stage: Stage, dial: Dial) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail")
        await peer.reader.read()

    line = await dial(await stage.serve(play))
    await line.close()
    assert isinstance(await line.run(opening()), Broken)
    await line.close()
