"""Fixtures of rooms that deliver: servers that answer as a test says, ended with it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.scripted_server import POP3, SMTP, Script, ScriptedServer, serve

Start = Callable[..., Awaitable[ScriptedServer]]


@pytest.fixture
async def servers() -> AsyncIterator[list[ScriptedServer]]:
    """Those that run, to be closed at the end."""
    running: list[ScriptedServer] = []
    yield running
    for server in running:
        await server.close()


@pytest.fixture
def smtp(servers: list[ScriptedServer]) -> Start:
    """Start an SMTP server with these answers."""
    return _starter(servers, SMTP)


@pytest.fixture
def pop(servers: list[ScriptedServer]) -> Start:
    """Start a POP3 server with these answers."""
    return _starter(servers, POP3)


def _starter(servers: list[ScriptedServer], kind: dict[str, str]) -> Start:
    async def start(script: Script | None = None, *hosts: str) -> ScriptedServer:
        servers.append(await serve(kind, script, *hosts))
        return servers[-1]

    return start
