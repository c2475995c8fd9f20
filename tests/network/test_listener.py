"""Servers that say too little, too much or the wrong thing."""

import asyncio
from pathlib import Path

import pytest

from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tests.network.conftest import Dial, Peer, Stage
from tests.network.scenes import BOB, OFFERS, opening, submitting


def assert_broken(outcome: object, phase: Phase, trouble: Trouble) -> None:
    assert isinstance(outcome, Broken), outcome
    assert (outcome.phase, outcome.trouble) == (phase, trouble)


async def test_silent_server(stage: Stage, dial: Dial) -> None:
    async def play(peer: Peer) -> None:
        await peer.reader.read()

    line = await dial(await stage.serve(play), patience=0.05)
    assert_broken(await line.run(opening()), Phase.GREETING, Trouble.CONN_TIMEOUT)


async def test_dripping_server_does_not_buy_time(stage: Stage, dial: Dial) -> None:
    async def play(peer: Peer) -> None:
        while True:
            peer.writer.write(b"2")
            await peer.writer.drain()
            await asyncio.sleep(0.01)

    line = await dial(await stage.serve(play), patience=0.1)
    assert_broken(await line.run(opening()), Phase.GREETING, Trouble.CONN_TIMEOUT)


@pytest.mark.parametrize(
    "flood",
    [b"x" * 50_000, b"220-hello\r\n" * 5000, b"220 hello\r\n" * 5000, b"\r\n" * 50_000, b"220\n" * 50_000],
)
async def test_flood_or_nonsense(stage: Stage, dial: Dial, flood: bytes) -> None:
    async def play(peer: Peer) -> None:
        while True:
            peer.writer.write(flood)
            await peer.writer.drain()

    line = await dial(await stage.serve(play))
    broken = await line.run(opening())
    assert isinstance(broken, Broken)
    assert broken.trouble is Trouble.GARBAGE
    assert len(broken.detail) < 500


@pytest.mark.parametrize("surplus", ["250 and another", "250-unfinished", "", "421"])
async def test_surplus_octets_end_the_line(stage: Stage, dial: Dial, letter: Path, surplus: str) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.hear()
        await peer.say(*OFFERS.split("\n"), surplus)
        await peer.reader.read()

    line = await dial(await stage.serve(play))
    outcomes = await line.run(submitting(await line.run(opening())), letter=letter)
    if surplus == "421":
        assert isinstance(outcomes[BOB], Refused)
    else:
        assert_broken(outcomes[BOB], Phase.MAIL, Trouble.GARBAGE)
    assert stage.peers[0].heard == ["EHLO [127.0.0.1]"]


async def test_server_that_closed_while_we_were_idle(stage: Stage, dial: Dial, letter: Path) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")
        await peer.answer(OFFERS)

    line = await dial(await stage.serve(play))
    session = await line.run(opening())
    await asyncio.sleep(0.05)
    outcomes = await line.run(submitting(session), letter=letter)
    assert_broken(outcomes[BOB], Phase.MAIL, Trouble.CONN_DROPPED)


async def test_flood_on_an_idle_line(stage: Stage, dial: Dial) -> None:
    async def play(peer: Peer) -> None:
        while True:
            peer.writer.write(b"250 ok\r\n" * 10_000)
            await peer.writer.drain()

    line = await dial(await stage.serve(play))
    while "garbage" not in repr(line):
        await asyncio.sleep(0.005)


async def test_the_end_is_noted_once(stage: Stage, dial: Dial, transcript: Transcript) -> None:
    async def play(peer: Peer) -> None:
        await peer.say("220 mail.a.example ready")

    line = await dial(await stage.serve(play))
    for _ in range(3):
        assert isinstance(await line.run(opening()), Broken)
    assert str(transcript).count("conn-dropped: closed by the server") == 1
