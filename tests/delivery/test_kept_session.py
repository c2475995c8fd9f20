"""The session that is kept between two letters."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.delivery import kept_session
from tegata.delivery.kept_session import KeptSession
from tegata.delivery.smtp_send import Conversation, begin
from tegata.delivery.smtp_send import Start as Begin
from tegata.delivery.tools import Tools
from tegata.network.line import Pin
from tegata.network.transcript import Transcript
from tegata.secret import Secret
from tests.delivery.bench import account_at
from tests.delivery.test_pop_login import Kept
from tests.hand_clock import HandClock
from tests.scripted_server import ScriptedServer
from tests.servers import Start


@pytest.fixture
async def server(smtp: Start) -> ScriptedServer:
    return await smtp()


@pytest.fixture
async def session(server: ScriptedServer, clock: HandClock) -> Conversation:
    tools = Tools(clock=clock, passwords=Kept(Secret("x")))
    begun = await begin(account_at(server.port), tools, Transcript(clock), Begin(), lambda _line: None)
    assert isinstance(begun, Conversation)
    return begun


async def test_it_is_given_back_once(session: Conversation, clock: HandClock) -> None:
    kept = KeptSession(clock)
    kept.keep(session)
    assert kept.take(session.account, Pin("127.0.0.1", 4)) is session
    assert not kept.waits
    assert kept.take(session.account, None) is None


async def test_another_server_or_another_address_is_another_session(
    session: Conversation, clock: HandClock, server: ScriptedServer
) -> None:
    kept = KeptSession(clock)
    kept.keep(session)
    assert kept.take(session.account, Pin("127.0.0.9", 4)) is None
    await server.until_heard("QUIT")
    kept.keep(session)
    assert kept.take(replace(session.account, address="kei@a.example"), None) is None


async def test_a_session_that_has_ended_is_not_kept(session: Conversation, clock: HandClock) -> None:
    session.session = None
    kept = KeptSession(clock)
    kept.keep(session)
    assert not kept.waits


async def test_a_server_that_has_hung_up_meanwhile(
    session: Conversation, clock: HandClock, server: ScriptedServer
) -> None:
    kept = KeptSession(clock)
    kept.keep(session)
    await server.close()
    await asyncio.sleep(0.05)
    assert not kept.waits
    assert kept.take(session.account, None) is None


async def test_nobody_is_kept_waiting_for_long(
    session: Conversation, clock: HandClock, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_session, "_IDLE", timedelta(seconds=0.01))
    kept = KeptSession(clock)
    kept.keep(session)
    await server.until_heard("QUIT")
    assert not kept.waits


async def test_closing_takes_leave(session: Conversation, clock: HandClock, server: ScriptedServer) -> None:
    kept = KeptSession(clock)
    kept.keep(session)
    await kept.close()
    assert server.heard("QUIT") == ["QUIT"]
    await kept.close()


async def test_a_session_that_slept_with_the_computer_is_dead(
    session: Conversation, clock: HandClock
) -> None:
    kept = KeptSession(clock)
    kept.keep(session)
    clock.tick(seconds=11)
    assert not kept.waits
    assert kept.take(session.account, None) is None
