import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from fnmatch import fnmatchcase

import pytest

from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider, start_provider
from tegata.secret import Secret
from tests.hand_clock import HandClock

Talk = Callable[..., Awaitable[None]]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def provider(clock: HandClock) -> AsyncIterator[PracticeProvider]:
    """Provider A with a window of ten minutes; you are on line C, and the password is "tsukigata"."""
    running = await start_provider(
        window=timedelta(minutes=10), line=Line.C, password=Secret("tsukigata"), clock=clock
    )
    yield running
    await running.stop()


@pytest.fixture
def talk() -> Talk:
    return _talk


async def _talk(port: int, transcript: str, leave_from: str | None = None) -> None:
    """Replay a transcript: "C:" lines are sent, "S:" lines must come (`*` stands for anything).

    "---" means that the server hangs up. Both sides' lines end in CRLF on the wire.
    """
    local = None if leave_from is None else (leave_from, 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=local)
    try:
        async with asyncio.timeout(20):
            for line in transcript.strip().splitlines():
                await _step(line.strip(), reader, writer)
    finally:
        writer.transport.abort()


async def _step(line: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if line == "---":
        assert await reader.read() == b""
    elif line.startswith("C:"):
        writer.write(line[3:].encode() + b"\r\n")
    else:
        came = await reader.readuntil(b"\r\n")
        assert fnmatchcase(came.decode().removesuffix("\r\n"), line[3:].replace("[", "[[]")), came
