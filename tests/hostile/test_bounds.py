"""The first limit that is crossed ends the line, and a login in one flight is read to its end."""

import asyncio
import ssl

import pytest

from tegata.accounts.account import Security
from tegata.delivery.notices import LoggedIn
from tegata.network.pipe import Pipe
from tegata.protocols.outcome import Accepted, Broken, Refused, Trouble
from tests.hostile.conftest import Start, Traveller, fate
from tests.hostile.villain import Act, Peer, endlessly, then_hang_up

PIPELINING = b"+OK\r\nUSER\r\nPIPELINING\r\n.\r\n"


@pytest.fixture
def most(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how many octets wait unread each time some arrive."""
    waiting = [0]
    received = Pipe.data_received

    def noting(pipe: Pipe, data: bytes) -> None:
        received(pipe, data)
        waiting[0] = max(waiting[0], pipe.reader.pending)

    monkeypatch.setattr(Pipe, "data_received", noting)
    return waiting


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (endlessly(b"x", b"250 "), "line too long"),
        (endlessly(b"250-" + b"x" * 200 + b"\r\n"), "reply too long"),
        (endlessly(b"250-\r\n"), "too many lines"),
    ],
)
async def test_no_reply_is_waited_for_beyond_its_bounds(
    anna: Traveller, smtp: Start, most: list[int], act: Act, why: str
) -> None:
    outcome = fate(await anna.send(anna.account(await smtp({"EHLO": act}))))
    assert isinstance(outcome, Broken)
    assert outcome.trouble is Trouble.GARBAGE
    assert outcome.detail.startswith(why)
    assert most[0] < 512 * 1024


async def test_more_than_anybody_can_have_asked_for(
    anna: Traveller, smtp: Start, pop: Start, most: list[int]
) -> None:
    """Behind a good reply, while the next question is still being thought about."""
    villain = await pop({"USER": endlessly(b"+OK\r\n", b"+OK\r\n")})
    result = await anna.log_in(anna.account(await smtp(), villain))
    assert isinstance(result, Broken)
    assert result.trouble is Trouble.GARBAGE
    assert most[0] <= 2 * 1024 * 1024


async def test_flood_while_nobody_listens(anna: Traveller, smtp: Start, most: list[int]) -> None:
    """A session that is kept for the next letter is not read from: what comes is not kept either."""

    async def flood(peer: Peer) -> None:
        await peer.say(b"250 2.0.0 taken\r\n")
        await asyncio.sleep(0.05)
        while True:
            await peer.say(b"250 and more\r\n" * 1000)

    villain = await smtp({"dot": flood})
    assert isinstance(fate(await anna.send(anna.account(villain))), Accepted)
    async with asyncio.timeout(5):
        while not villain.peers[0].writer.transport.is_closing():
            await asyncio.sleep(0.01)
    assert most[0] <= 2 * 1024 * 1024


@pytest.mark.parametrize("said", [b"-ERR [LOGIN-DELAY] one a minute\r\n", b"-ERR no\r\n"])
async def test_a_no_in_the_middle_of_a_flight_explains_its_end(
    anna: Traveller, smtp: Start, pop: Start, said: bytes
) -> None:
    villain = await pop({"CAPA": PIPELINING, "USER": then_hang_up(said)})
    result = await anna.log_in(anna.account(await smtp(), villain))
    assert isinstance(result, Refused)
    assert str(result.reply) == said.decode().strip()


async def test_421_in_the_middle_of_a_login_explains_its_end(anna: Traveller, smtp: Start) -> None:
    villain = await smtp(
        {"EHLO": b"250-a\r\n250 AUTH LOGIN\r\n", "AUTH": then_hang_up(b"421 4.7.0 enough\r\n")}
    )
    outcome = fate(await anna.send(anna.account(villain, auth=True)))
    assert isinstance(outcome, Refused)
    assert str(outcome.reply) == "421 4.7.0 enough"


async def test_a_mailbox_is_asked_anew_under_tls(
    anna: Traveller, smtp: Start, pop: Start, server_tls: ssl.SSLContext
) -> None:
    """What it offered in clear, whoever said that, counts for nothing."""
    in_clear = b"+OK\r\nSTLS\r\nSASL PLAIN\r\nPIPELINING\r\n.\r\n"
    villain = await pop(
        {"CAPA": in_clear, "AUTH": b"+OK in\r\n"}, server_tls, after_tls={"CAPA": b"+OK\r\nUSER\r\n.\r\n"}
    )
    result = await anna.log_in(anna.account(await smtp(), villain, security=Security.STARTTLS))
    assert isinstance(result, LoggedIn)
    assert (villain.times("CAPA"), villain.times("AUTH"), villain.times("PASS")) == (2, 0, 1)
