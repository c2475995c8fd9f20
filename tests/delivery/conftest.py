from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider, start_provider
from tests.delivery.bench import SESAME, Bench
from tests.hand_clock import HandClock
from tests.scripted_server import POP3, SMTP, Script, ScriptedServer, serve

Start = Callable[..., Awaitable[ScriptedServer]]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def bench(tmp_path: Path, clock: HandClock) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path / "profile", clock)
    yield bench
    if hasattr(bench, "office"):
        await bench.close()


@pytest.fixture
async def provider(clock: HandClock) -> AsyncIterator[PracticeProvider]:
    """Provider A with a window of ten minutes, on the tests' clock; you are on line C."""
    running = await start_provider(window=timedelta(minutes=10), line=Line.C, password=SESAME, clock=clock)
    yield running
    await running.stop()


@pytest.fixture
async def servers() -> AsyncIterator[list[ScriptedServer]]:
    running: list[ScriptedServer] = []
    yield running
    for server in running:
        await server.close()


@pytest.fixture
def smtp(servers: list[ScriptedServer]) -> Start:
    """Start an SMTP server with these answers."""

    async def start(script: Script | None = None, *hosts: str) -> ScriptedServer:
        servers.append(await serve(SMTP, script, *hosts))
        return servers[-1]

    return start


@pytest.fixture
def pop(servers: list[ScriptedServer]) -> Start:
    """Start a POP3 server with these answers."""

    async def start(script: Script | None = None, *hosts: str) -> ScriptedServer:
        servers.append(await serve(POP3, script, *hosts))
        return servers[-1]

    return start
