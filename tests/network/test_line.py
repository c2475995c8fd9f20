"""Dialogues on real sockets, against servers that behave and servers that do not."""

import asyncio
import re
import ssl
import threading
from pathlib import Path

import pytest

from tegata.accounts.account import Security
from tegata.network.transcript import Transcript
from tegata.protocols import pop3
from tegata.protocols.channel import Channel
from tegata.protocols.outcome import Accepted, Broken, Outcome, Phase, Refused, Trouble, Unknown
from tegata.protocols.smtp_session import SessionOpen, quit_session
from tegata.protocols.smtp_submit import LAST
from tegata.protocols.steps import Dialogue, compute
from tegata.tasks import spawn
from tests.network.conftest import Dial, Peer, Play, Stage
from tests.network.scenes import BOB, OFFERS, YUKI, opening, submitting, up_to_data

CHUNK = b"x" * 998 + b"\r\n"
BEHIND = 100_000


@pytest.fixture
def long_letter(tmp_path: Path) -> Path:
    """A letter that no socket buffer holds."""
    path = tmp_path / "long.eml"
    path.write_bytes(CHUNK * 20_000)
    return path


def trouble(outcome: object) -> tuple[Phase, Trouble]:
    assert isinstance(outcome, Broken), outcome
    return outcome.phase, outcome.trouble


async def deliver(
    stage: Stage, dial: Dial, play: Play, letter: Path, patience: float = 20.0
) -> Outcome | None:
    line = await dial(await stage.serve(play), patience=patience)
    session = await line.run(opening())
    outcomes = await line.run(submitting(session), letter=letter)
    return outcomes[BOB]


# as it should be -------------------------------------------------------------------------------------
async def test_plain_session_from_greeting_to_quit(
    stage: Stage, dial: Dial, letter: Path, transcript: Transcript
) -> None:
    letters: list[bytes] = []

    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer(OFFERS, "235 welcome", "250 sender ok", "250 recipient ok", "354 go on")
        letters.append(await peer.hear_letter())
        await peer.say("250 2.0.0 queued as 4711")
        await peer.answer("221 bye")

    line = await dial(await stage.serve(play))
    session = await line.run(opening(login=YUKI))
    assert isinstance(session, SessionOpen)
    assert session.server_sees == "192.0.2.7"
    committed: list[str] = []

    async def commit() -> None:
        committed.append("now")

    progress: list[tuple[int, int]] = []
    outcomes = await line.run(
        submitting(session),
        letter=letter,
        on_commit=commit,
        on_progress=lambda sent, total: progress.append((sent, total)),
    )
    await line.run(quit_session())

    assert isinstance(outcomes[BOB], Accepted)
    assert letters == [b"Subject: x\r\n\r\n..hidden dot\r\nbye\r\n.\r\n"]
    assert committed == ["now"]
    assert progress == [(32, 32)]
    assert "C: AUTH PLAIN ***" in str(transcript)
    assert "c2VzYW1l" not in str(transcript)
    assert "C: [33 octets]" in str(transcript)


async def test_tls_from_the_first_octet(
    stage: Stage, dial: Dial, server_tls: ssl.SSLContext, ca_file: str, letter: Path
) -> None:
    letters: list[bytes] = []

    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        letters.append(await peer.hear_letter())
        await peer.say("250 queued")

    line = await dial(await stage.serve(play, tls=server_tls), security=Security.TLS, ca_file=ca_file)
    session = await line.run(opening(Channel.TLS))
    outcomes = await line.run(submitting(session), letter=letter)
    assert isinstance(outcomes[BOB], Accepted)
    assert len(letters) == 1
    assert line.tls is not None
    assert line.tls.version == "TLSv1.3"
    assert line.tls.certificate_until is not None
    assert line.pin.local_address == "127.0.0.1"
    assert "127.0.0.1" in repr(line)


async def test_starttls_then_auth(stage: Stage, dial: Dial, server_tls: ssl.SSLContext, ca_file: str) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer("250-mail.a.example\n250 STARTTLS", "220 go ahead")
        await peer.start_tls(server_tls)
        await peer.answer(OFFERS, "235 welcome")

    line = await dial(await stage.serve(play), security=Security.STARTTLS, ca_file=ca_file)
    assert isinstance(await line.run(opening(Channel.STARTTLS, YUKI)), SessionOpen)
    assert line.tls is not None


async def test_pop_login(stage: Stage, dial: Dial, transcript: Transcript) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("+OK Dovecot ready.")
        await peer.answer("+OK\nPIPELINING\nUSER\n.", "+OK", "+OK logged in", "+OK 3 4711", "+OK bye")

    line = await dial(await stage.serve(play))
    opened = await line.run(pop3.login(channel=Channel.NONE, login=YUKI, allow_cleartext=True))
    assert isinstance(opened, pop3.PopOpen)
    assert await line.run(pop3.count_letters()) == 3
    await line.run(pop3.quit_session())
    assert "C: PASS ***" in str(transcript)
    assert "sesame" not in str(transcript)


@pytest.mark.parametrize("tls", [False, True])
async def test_long_letter_arrives_whole(
    stage: Stage, dial: Dial, server_tls: ssl.SSLContext, ca_file: str, long_letter: Path, tls: bool
) -> None:
    received = bytearray()

    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        while not received.endswith(b"\r\n.\r\n"):
            received.extend(await peer.reader.read(200_000))
        await peer.say("250 queued")

    port = await stage.serve(play, tls=server_tls if tls else None)
    line = await dial(port, security=Security.TLS if tls else Security.NONE, ca_file=ca_file)
    session = await line.run(opening(Channel.TLS if tls else Channel.NONE))
    outcomes = await line.run(submitting(session), letter=long_letter)
    assert isinstance(outcomes[BOB], Accepted)
    assert bytes(received) == CHUNK * 20_000 + b".\r\n"


# TLS -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("injected", [b"250 injected\r\n", b"250 no line end", b"\0"])
async def test_octets_behind_the_agreement_on_tls(
    stage: Stage, dial: Dial, server_tls: ssl.SSLContext, ca_file: str, injected: bytes
) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer("250-mail.a.example\n250 STARTTLS")
        await peer.hear()
        peer.writer.write(b"220 go ahead\r\n" + injected)
        await peer.start_tls(server_tls)

    line = await dial(await stage.serve(play), security=Security.STARTTLS, ca_file=ca_file)
    assert trouble(await line.run(opening(Channel.STARTTLS, YUKI))) == (Phase.TLS, Trouble.GARBAGE)
    assert stage.peers[0].heard == ["EHLO [127.0.0.1]", "STARTTLS"]


async def test_octets_in_clear_where_tls_should_begin(stage: Stage, dial: Dial, ca_file: str) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer("250-mail.a.example\n250 STARTTLS", "220 go ahead")
        await peer.reader.read(1)
        await peer.say("250-mail.a.example", "250 AUTH PLAIN")
        await peer.reader.read()

    line = await dial(await stage.serve(play), security=Security.STARTTLS, ca_file=ca_file)
    assert trouble(await line.run(opening(Channel.STARTTLS, YUKI))) == (Phase.TLS, Trouble.TLS_HANDSHAKE)


async def test_octets_behind_the_agreement_on_tls_in_pop3(stage: Stage, dial: Dial, ca_file: str) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("+OK ready")
        await peer.answer("+OK\nSTLS\n.", "+OK begin\n+OK injected")
        await peer.reader.read()

    line = await dial(await stage.serve(play), security=Security.STARTTLS, ca_file=ca_file)
    opened = await line.run(pop3.login(channel=Channel.STARTTLS, login=YUKI, allow_cleartext=False))
    assert trouble(opened) == (Phase.TLS, Trouble.GARBAGE)


async def test_server_that_hangs_in_the_handshake(stage: Stage, dial: Dial, ca_file: str) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer("250-mail.a.example\n250 STARTTLS", "220 go ahead")
        await peer.reader.read()

    line = await dial(await stage.serve(play), security=Security.STARTTLS, ca_file=ca_file, patience=0.3)
    assert trouble(await line.run(opening(Channel.STARTTLS))) == (Phase.TLS, Trouble.CONN_TIMEOUT)


async def test_cancelled_in_the_handshake(stage: Stage, dial: Dial, ca_file: str) -> None:
    agreed = asyncio.Event()

    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer("250-mail.a.example\n250 STARTTLS", "220 go ahead")
        await peer.reader.read(1)
        agreed.set()
        await peer.reader.read()

    line = await dial(await stage.serve(play), security=Security.STARTTLS, ca_file=ca_file)
    running = spawn(line.run(opening(Channel.STARTTLS)), "test")
    await agreed.wait()
    line.abort()
    assert trouble(await running) == (Phase.TLS, Trouble.CANCELLED)


# the letter and the dot ------------------------------------------------------------------------------
async def test_no_after_the_dot(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await peer.hear_letter()
        await peer.say("421 4.3.2 shutting down")

    outcome = await deliver(stage, dial, play, letter)
    assert isinstance(outcome, Refused)
    assert outcome.phase is Phase.FINAL


async def test_cancelled_in_the_middle_of_the_letter(
    stage: Stage, dial: Dial, long_letter: Path, transcript: Transcript
) -> None:
    """Whatever our buffers still hold must not reach the server, the dot least of all."""
    halfway, gone, over = asyncio.Event(), asyncio.Event(), asyncio.Event()
    rest = bytearray()

    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await peer.reader.readexactly(100_000)
        halfway.set()
        await gone.wait()
        try:
            while data := await peer.reader.read(100_000):
                rest.extend(data)
        except ConnectionError:
            pass
        over.set()

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    running = spawn(line.run(submitting(session), letter=long_letter), "test")
    await halfway.wait()
    while line._pipe.unsent() < BEHIND:
        await asyncio.sleep(0.001)
    line.abort()
    gone.set()
    outcomes = await running
    assert trouble(outcomes[BOB]) == (Phase.DATA, Trouble.CANCELLED)
    await over.wait()
    assert b"\r\n.\r\n" not in rest
    (written,) = re.findall(r"C: \[(\d+) octets\]", str(transcript))
    assert 100_000 + len(rest) < int(written)


async def test_task_cancelled_in_the_middle_of_the_letter(
    stage: Stage, dial: Dial, long_letter: Path
) -> None:
    halfway = asyncio.Event()
    received = bytearray()

    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        received.extend(await peer.reader.readexactly(100_000))
        halfway.set()
        while data := await peer.reader.read(100_000):
            received.extend(data)

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    running = spawn(line.run(submitting(session), letter=long_letter), "test")
    await halfway.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert trouble(await line.run(opening())) == (Phase.GREETING, Trouble.CANCELLED)
    await asyncio.sleep(0.05)
    assert b"\r\n.\r\n" not in received


async def test_cancelled_at_the_point_of_no_return(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await peer.hear_letter()

    line = await dial(await stage.serve(play))
    session = await line.run(opening())

    async def commit() -> None:
        line.abort()

    outcomes = await line.run(submitting(session), letter=letter, on_commit=commit)
    assert trouble(outcomes[BOB]) == (Phase.DATA, Trouble.CANCELLED)


async def test_what_cannot_be_committed_is_not_sent(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        with pytest.raises(asyncio.IncompleteReadError):
            await peer.hear_letter()

    line = await dial(await stage.serve(play))
    session = await line.run(opening())

    async def commit() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        await line.run(submitting(session), letter=letter, on_commit=commit)


async def test_cancelled_after_the_dot(stage: Stage, dial: Dial, letter: Path) -> None:
    heard = asyncio.Event()

    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await peer.hear_letter()
        heard.set()
        await peer.reader.read()

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    running = spawn(line.run(submitting(session), letter=letter), "test")
    await heard.wait()
    line.abort()
    outcomes = await running
    assert isinstance(outcomes[BOB], Unknown)


async def test_no_answer_to_the_dot(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await peer.hear_letter()
        await peer.reader.read()

    assert isinstance(await deliver(stage, dial, play, letter, patience=0.2), Unknown)


async def test_nonsense_in_answer_to_the_dot(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await peer.hear_letter()
        await peer.say("2500 ok")

    assert isinstance(await deliver(stage, dial, play, letter), Unknown)


@pytest.mark.parametrize("early", ["250 thank you", "nonsense"])
async def test_answer_before_the_dot_is_no_receipt(
    stage: Stage, dial: Dial, long_letter: Path, early: str
) -> None:
    received = bytearray()

    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await peer.say(early)
        while data := await peer.reader.read(100_000):
            received.extend(data)

    outcome = await deliver(stage, dial, play, long_letter)
    assert trouble(outcome) == (Phase.DATA, Trouble.GARBAGE)
    assert not received.endswith(b"\r\n.\r\n")


@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("reset", [False, True])
async def test_last_words_in_the_middle_of_the_letter(
    stage: Stage,
    dial: Dial,
    server_tls: ssl.SSLContext,
    ca_file: str,
    long_letter: Path,
    tls: bool,
    reset: bool,
) -> None:
    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await peer.reader.readexactly(100_000)
        await peer.say("552 5.3.4 message too big")
        if reset:
            peer.writer.close()  # with octets unread, the kernel sends a reset

    port = await stage.serve(play, tls=server_tls if tls else None)
    line = await dial(port, security=Security.TLS if tls else Security.NONE, ca_file=ca_file)
    session = await line.run(opening(Channel.TLS if tls else Channel.NONE))
    outcomes = await line.run(submitting(session), letter=long_letter)
    outcome = outcomes[BOB]
    assert isinstance(outcome, Refused), outcome
    assert outcome.phase is Phase.DATA
    assert str(outcome.reply) == "552 5.3.4 message too big"


async def test_server_that_stops_taking_the_letter(stage: Stage, dial: Dial, long_letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        await asyncio.sleep(60)

    outcome = await deliver(stage, dial, play, long_letter, patience=0.3)
    assert trouble(outcome) == (Phase.DATA, Trouble.CONN_TIMEOUT)


async def test_letter_that_is_gone(stage: Stage, dial: Dial, tmp_path: Path) -> None:
    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        assert await peer.reader.read() == b""

    outcome = await deliver(stage, dial, play, tmp_path / "gone.eml")
    assert trouble(outcome) == (Phase.DATA, Trouble.SPOOL)


async def test_letter_with_a_bare_line_end(stage: Stage, dial: Dial, tmp_path: Path) -> None:
    path = tmp_path / "bare.eml"
    path.write_bytes(b"Subject: x\r\n\r\nhello\n.\r\nMAIL FROM:<evil@a.example>\r\n")

    async def play(peer: Peer) -> None:
        await up_to_data(peer)
        assert await peer.reader.read() == b""

    assert trouble(await deliver(stage, dial, play, path)) == (Phase.DATA, Trouble.SPOOL)


async def test_dialogue_that_hangs_up(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer(OFFERS, "250 sender ok", "550 no such user", "354 go on all the same")
        assert await peer.reader.read() == b""

    outcome = await deliver(stage, dial, play, letter)
    assert isinstance(outcome, Refused)
    assert outcome.phase is Phase.RCPT


async def test_what_takes_long_is_computed_off_the_loop(stage: Stage, dial: Dial) -> None:
    async def play(peer: Peer) -> None:
        await peer.reader.read()

    def dialogue() -> Dialogue[str]:
        return (yield from compute(lambda: threading.current_thread().name))

    line = await dial(await stage.serve(play))
    assert await line.run(dialogue()) == "compute"


# a letter in chunks ------------------------------------------------------------------------------------
CHUNKING = "250-mail.a.example\n250-CHUNKING\n250 PIPELINING"


async def up_to_the_envelope(peer: Peer) -> None:
    await peer.say("220 mail.a.example ready")
    await peer.answer(CHUNKING, "250 sender ok", "250 recipient ok")


async def take_chunks(peer: Peer, received: bytearray, *, until_last: bool = True) -> None:
    """Take chunk after chunk, and say so for each but the last."""
    while True:
        _, octets, *last = (await peer.hear()).split()
        received += await peer.reader.readexactly(int(octets))
        if last and until_last:
            return
        await peer.say("250 chunk")


@pytest.mark.parametrize("tls", [False, True])
async def test_long_letter_in_chunks_arrives_whole(
    stage: Stage, dial: Dial, server_tls: ssl.SSLContext, ca_file: str, long_letter: Path, tls: bool
) -> None:
    received = bytearray()
    progress: list[tuple[int, int]] = []
    commits: list[int] = []

    async def play(peer: Peer) -> None:
        await up_to_the_envelope(peer)
        await take_chunks(peer, received)
        await peer.say("250 queued")

    async def commit() -> None:
        commits.append(len(progress))

    port = await stage.serve(play, tls=server_tls if tls else None)
    line = await dial(port, security=Security.TLS if tls else Security.NONE, ca_file=ca_file)
    session = await line.run(opening(Channel.TLS if tls else Channel.NONE))
    size = long_letter.stat().st_size
    outcomes = await line.run(
        submitting(session, size),
        letter=long_letter,
        on_commit=commit,
        on_progress=lambda *how: progress.append(how),
    )
    assert isinstance(outcomes[BOB], Accepted)
    assert bytes(received) == long_letter.read_bytes()
    assert progress == sorted(progress)
    assert progress[0][1] == size
    assert commits[0] < len(progress), "with its last octets the letter is committed"


@pytest.mark.parametrize("tls", [False, True])
async def test_nothing_but_the_last_chunk_leaves_after_the_commit(
    stage: Stage, dial: Dial, server_tls: ssl.SSLContext, ca_file: str, long_letter: Path, tls: bool
) -> None:
    """Until then it can be stopped, and how far it has got is told; after it "all is handed over"."""
    received = bytearray()
    sent: list[int] = []
    at_commit: list[tuple[int, int]] = []

    async def play(peer: Peer) -> None:
        await up_to_the_envelope(peer)
        await asyncio.sleep(0.1)  # all our buffers fill
        await take_chunks(peer, received)
        await peer.say("250 queued")

    async def commit() -> None:
        at_commit.append((line._pipe.unsent(), sent[-1]))

    port = await stage.serve(play, tls=server_tls if tls else None)
    line = await dial(port, security=Security.TLS if tls else Security.NONE, ca_file=ca_file)
    session = await line.run(opening(Channel.TLS if tls else Channel.NONE))
    size = long_letter.stat().st_size
    outcomes = await line.run(
        submitting(session, size),
        letter=long_letter,
        on_commit=commit,
        on_progress=lambda so_far, _total: sent.append(so_far),
    )
    assert isinstance(outcomes[BOB], Accepted)
    assert at_commit == [(0, size - LAST)]
    assert sent[-1] == size


async def test_chunk_that_is_refused_stops_the_letter(stage: Stage, dial: Dial, long_letter: Path) -> None:
    commits: list[int] = []

    async def play(peer: Peer) -> None:
        await up_to_the_envelope(peer)
        await peer.hear()
        await peer.say("552 5.3.4 too big")
        while await peer.reader.read(200_000):
            pass

    async def commit() -> None:
        commits.append(1)

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    outcomes = await line.run(
        submitting(session, long_letter.stat().st_size), letter=long_letter, on_commit=commit
    )
    outcome = outcomes[BOB]
    assert isinstance(outcome, Refused)
    assert outcome.phase is Phase.DATA
    assert commits == []


async def test_small_letter_flies_with_its_envelope(stage: Stage, dial: Dial, letter: Path) -> None:
    received: list[bytes] = []

    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer(CHUNKING)
        received.append(await peer.reader.read(100_000))
        await peer.say("250 sender ok", "250 recipient ok", "250 queued")

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    outcomes = await line.run(submitting(session, letter.stat().st_size), letter=letter)
    assert isinstance(outcomes[BOB], Accepted)
    size = letter.stat().st_size
    (flight,) = received
    assert flight.endswith(f"BDAT {size} LAST\r\n".encode() + letter.read_bytes())
    assert flight.startswith(b"MAIL FROM:<yuki@a.example>")


async def test_line_that_breaks_while_the_last_moment_is_noted(
    stage: Stage, dial: Dial, letter: Path
) -> None:
    """Nothing of the letter may leave then, and so nothing is uncertain."""
    gone = asyncio.Event()
    received: list[bytes] = []

    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer(CHUNKING)
        peer.writer.transport.abort()
        gone.set()

    async def commit() -> None:
        await gone.wait()
        await asyncio.sleep(0.05)

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    outcomes = await line.run(submitting(session, letter.stat().st_size), letter=letter, on_commit=commit)
    assert trouble(outcomes[BOB]) == (Phase.DATA, Trouble.CONN_DROPPED)
    assert received == []


async def test_letter_that_has_become_shorter(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer(CHUNKING)
        await peer.reader.read()

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    outcomes = await line.run(submitting(session, letter.stat().st_size + 1), letter=letter)
    assert trouble(outcomes[BOB]) == (Phase.DATA, Trouble.SPOOL)
    assert stage.peers[0].heard == ["EHLO [127.0.0.1]"]


async def test_words_that_nobody_asked_for_before_the_letter(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer(CHUNKING)
        await peer.say("421 4.4.2 timeout exceeded")

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    await asyncio.sleep(0.05)
    outcomes = await line.run(submitting(session, letter.stat().st_size), letter=letter)
    outcome = outcomes[BOB]
    assert isinstance(outcome, Refused)
    assert "timeout exceeded" in str(outcome.reply)
