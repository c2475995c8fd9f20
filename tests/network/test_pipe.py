"""A session cut at every offset: uncertain exactly from the moment the last octet has left our buffers."""

import asyncio
import socket
import ssl
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tegata.accounts.account import Security
from tegata.network.transcript import Transcript
from tegata.protocols import smtp_submit
from tegata.protocols.channel import Channel
from tegata.protocols.outcome import Accepted, Broken, Outcome, Phase, Refused, Trouble, Unknown
from tegata.protocols.shortcuts import Shortcuts
from tegata.protocols.smtp_session import SessionOpen, open_session
from tegata.protocols.smtp_submit import Partial, submit
from tegata.protocols.steps import Command, Dialogue, Flight, LineLost
from tegata.tasks import spawn
from tests.network.conftest import Dial, Peer, Stage
from tests.network.cutter import LETTER, SESSIONS, Cutter, Session
from tests.network.scenes import BOB, TO_BOB, YUKI, opening, submitting

sessions = pytest.mark.parametrize("session", SESSIONS.values(), ids=SESSIONS)
resets = pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])


@dataclass
class Client:
    """Hands the letter over to a server that cuts the line."""

    stage: Stage
    dial: Dial
    letter: Path
    transcript: Transcript
    monkeypatch: pytest.MonkeyPatch

    async def meet(self, session: Session, cutter: Cutter, **tls: Any) -> tuple[Outcome | None, bool]:
        """Return what became of the letter, and whether its last octet has left for the system."""
        if session.chunk is not None:
            self.monkeypatch.setattr(smtp_submit, "RIDES", 0)
            self.monkeypatch.setattr(smtp_submit, "CHUNK", session.chunk)
            self.monkeypatch.setattr(smtp_submit, "LAST", session.chunk)
        before = len(str(self.transcript))
        outcome = await self._outcome(session, cutter, **tls)
        said = str(self.transcript)[before:].splitlines()
        written = any(line.endswith(f"C: {session.last_command}") for line in said)
        return outcome, written and not any(line.endswith("broke while sending") for line in said)

    async def _outcome(
        self, session: Session, cutter: Cutter, context: ssl.SSLContext | None = None, **where: Any
    ) -> Outcome | None:
        line = await self.dial(await self.stage.serve(cutter.play, tls=context), **where)
        channel = Channel.TLS if context else Channel.NONE
        login = YUKI if session.rides else None
        dialogue = open_session(
            hello="[127.0.0.1]", channel=channel, login=login, allow_cleartext=True, may_ride=True
        )
        opened = await line.run(dialogue)
        if not isinstance(opened, SessionOpen):
            assert isinstance(opened, Broken)
            return opened
        shortcuts = Shortcuts(letter_with_auth=True)
        submission = submit(opened, TO_BOB, len(LETTER), partial=Partial.ALL_OR_NONE, shortcuts=shortcuts)
        submitted = await line.run(submission, letter=self.letter)
        assert submitted.shortfall is None or isinstance(submitted.outcomes[BOB], Broken)
        return submitted.outcomes[BOB]


@pytest.fixture
def client(
    stage: Stage, dial: Dial, letter: Path, transcript: Transcript, monkeypatch: pytest.MonkeyPatch
) -> Client:
    assert letter.read_bytes() == LETTER
    return Client(stage, dial, letter, transcript, monkeypatch)


def judge(outcome: Outcome | None, session: Session, cutter: Cutter, *, left: bool) -> None:
    """Never a silent double, and never in doubt where nothing can have been delivered."""
    assert isinstance(outcome, Unknown | Accepted if left else Broken)
    if cutter.received == session.heard:
        assert left
    assert session.heard.startswith(cutter.received)


@sessions
@resets
async def test_answers_cut_at_every_octet(client: Client, session: Session, reset: bool) -> None:
    for said in range(1, len(session.said) + 1):
        cutter = Cutter(session, said=said, reset=reset)
        outcome, left = await client.meet(session, cutter)
        judge(outcome, session, cutter, left=left)
        if said < session.said_before_it:
            assert isinstance(outcome, Broken), said
        elif session.chunk is None and said < len(session.said):
            assert isinstance(outcome, Unknown), said
        elif said == len(session.said) and not reset:  # a reset may overtake the receipt
            assert isinstance(outcome, Accepted)


@sessions
@resets
async def test_our_words_cut_at_every_octet(client: Client, session: Session, reset: bool) -> None:
    for heard in range(len(session.heard)):
        cutter = Cutter(session, heard=heard, reset=reset)
        outcome, left = await client.meet(session, cutter)
        assert len(cutter.received) == heard
        judge(outcome, session, cutter, left=left)
        if heard < session.before_the_flight:
            assert isinstance(outcome, Broken), heard
        elif session.is_one_flight and heard > session.before_the_flight:
            assert isinstance(outcome, Unknown), heard  # one write, which the system took whole


@sessions
async def test_the_whole_letter_heard_and_then_cut_is_uncertain(
    client: Client, session: Session, server_tls: ssl.SSLContext, ca_file: str
) -> None:
    cutter = Cutter(session, said=len(session.said) - 5, reset=True)
    outcome, _ = await client.meet(
        session, cutter, context=server_tls, security=Security.TLS, ca_file=ca_file
    )
    assert isinstance(outcome, Unknown)
    assert cutter.received == session.heard


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
            sock.sendall(SESSIONS["DATA"].turns[0][1])
            for awaited, reply in SESSIONS["DATA"].turns[1:3]:
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
