"""SIGTERM, while a letter's answer is on its way and elsewhere."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from tegata.cli.gently import TERMINATED, cancelled_by_sigterm
from tegata.tasks import spawn
from tests.cli.terminal import Terminal, ended
from tests.delivery.bench import account_at
from tests.scripted_server import SMTP, ScriptedServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")


class Thoughtful(ScriptedServer):
    """Takes a moment for its answer to a letter."""

    async def _answer(self, verb: str, argument: str, writer: asyncio.StreamWriter) -> str:
        if verb == "dot":
            await asyncio.sleep(0.5)
        return await super()._answer(verb, argument, writer)


@pytest.fixture
async def thoughtful() -> AsyncIterator[ScriptedServer]:
    server = Thoughtful(dict(SMTP))
    await server.start("127.0.0.1")
    yield server
    await server.close()


async def test_a_command_that_is_told_to_end_hears_the_server_out(
    terminal: Terminal, thoughtful: ScriptedServer
) -> None:
    terminal.has(account_at(thoughtful.port))
    process = await terminal.start(*terminal.letter())
    await thoughtful.until_heard(".")
    process.send_signal(signal.SIGTERM)
    ran = await ended(process)
    assert (ran.status, ran.out, ran.err) == (TERMINATED, "", "")
    assert [row["state"] for row in await terminal.rows()] == ["sent"]


async def killed_within() -> None:
    with cancelled_by_sigterm():
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(10)


async def test_it_cancels_only_within() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(asyncio.CancelledError):
        await spawn(killed_within(), "killed")
    assert signal.getsignal(signal.SIGTERM) == before
