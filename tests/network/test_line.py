"""Dialogues on real sockets, against servers that behave and servers that do not."""

import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

from tegata.accounts.account import Security
from tegata.mail.envelope import Envelope
from tegata.network.line import Line
from tegata.network.transcript import Transcript
from tegata.protocols import pop3
from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Accepted
from tegata.protocols.smtp_session import SessionOpen, open_session, quit_session
from tegata.protocols.smtp_submit import Partial, submit
from tegata.secret import Secret
from tests.network.conftest import Peer, Stage

YUKI = Credentials("yuki", Secret("sesame"))
TO_BOB = Envelope("yuki@a.example", ("bob@b.example",))

Dial = Callable[..., Awaitable[Line]]


async def _offer(peer: Peer) -> None:
    await peer.answer(
        "250-mail.a.example Hello x [192.0.2.7]\n250-PIPELINING\n250-SIZE 1000000\n250 AUTH PLAIN LOGIN"
    )


async def _take_a_letter(peer: Peer) -> bytes:
    await peer.answer("250 sender ok", "250 recipient ok", "354 go on")
    letter = await peer.hear_letter()
    await peer.say("250 2.0.0 queued as 4711")
    await peer.answer("221 bye")
    return letter


async def test_plain_session_from_greeting_to_quit(
    stage: Stage, dial: Dial, letter: Path, transcript: Transcript
) -> None:
    letters: list[bytes] = []

    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await _offer(peer)
        await peer.answer("235 welcome")
        letters.append(await _take_a_letter(peer))

    line = await dial(await stage.serve(play))
    session = await line.run(
        open_session(hello="[127.0.0.1]", channel=Channel.NONE, login=YUKI, allow_cleartext=True)
    )
    assert isinstance(session, SessionOpen)
    assert session.server_sees == "192.0.2.7"
    committed: list[str] = []

    async def commit() -> None:
        committed.append("now")

    progress: list[tuple[int, int]] = []
    outcomes = await line.run(
        submit(session, TO_BOB, 32, partial=Partial.ALL_OR_NONE),
        letter=letter,
        on_commit=commit,
        on_progress=lambda sent, total: progress.append((sent, total)),
    )
    await line.run(quit_session())

    assert isinstance(outcomes["bob@b.example"], Accepted)
    assert letters == [b"Subject: x\r\n\r\n..hidden dot\r\nbye\r\n.\r\n"]
    assert committed == ["now"]
    assert progress == [(32, 32)]
    assert "C: AUTH PLAIN ***" in str(transcript)
    assert "c2VzYW1l" not in str(transcript)


async def test_tls_from_the_first_octet(
    stage: Stage, dial: Dial, server_tls: ssl.SSLContext, ca_file: str
) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await _offer(peer)

    port = await stage.serve(play, tls=server_tls)
    line = await dial(port, security=Security.TLS, ca_file=ca_file)
    session = await line.run(
        open_session(hello="[127.0.0.1]", channel=Channel.TLS, login=None, allow_cleartext=False)
    )
    assert isinstance(session, SessionOpen)
    assert line.tls is not None
    assert line.tls.version == "TLSv1.3"
    assert line.tls.certificate_until is not None


async def test_starttls_then_auth(stage: Stage, dial: Dial, server_tls: ssl.SSLContext, ca_file: str) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer("250-mail.a.example\n250 STARTTLS", "220 go ahead")
        await peer.start_tls(server_tls)
        await _offer(peer)
        await peer.answer("235 welcome")

    line = await dial(await stage.serve(play), security=Security.STARTTLS, ca_file=ca_file)
    session = await line.run(
        open_session(hello="[127.0.0.1]", channel=Channel.STARTTLS, login=YUKI, allow_cleartext=False)
    )
    assert isinstance(session, SessionOpen)
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
