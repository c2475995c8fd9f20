import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from tegata.practice.happenings import Moved
from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider, start_provider
from tests.hand_clock import HandClock

if TYPE_CHECKING:
    from tests.practice.conftest import Talk

LOGIN = "S: +OK *\nC: USER anna\nS: +OK\nC: PASS tsukigata\nS: +OK *"
TO_BOB = """
    S: 220 *
    C: HELO me.example
    S: 250 *
    C: MAIL FROM:<anna@provider-a.example>
    S: 250 *
    C: RCPT TO:<bob@elsewhere.example>
    S: """


async def test_moving_takes_you_out_of_the_window_and_back(provider: PracticeProvider, talk: "Talk") -> None:
    await talk(provider.here.pop_port, LOGIN)
    await talk(provider.here.smtp_port, f"{TO_BOB}250 *")
    await provider.move(Line.B)
    await talk(provider.here.smtp_port, f"{TO_BOB}554 *")
    await provider.move(Line.A)
    await talk(provider.here.smtp_port, f"{TO_BOB}250 *")
    await provider.move(Line.C)
    await talk(provider.here.smtp_port, f"{TO_BOB}250 *")


async def test_moving_cuts_what_was_connected_here_and_nobody_else(provider: PracticeProvider) -> None:
    here, here_writer = await asyncio.open_connection("127.0.0.1", provider.here.smtp_port)
    stays, stays_writer = await asyncio.open_connection("127.0.0.1", provider.doors[Line.B].smtp_port)
    await here.readline()
    await stays.readline()
    heard = provider.happenings()
    await provider.move(Line.A)
    assert isinstance(await anext(heard), Moved)
    assert provider.line is Line.A
    assert await here.read() == b""
    stays_writer.write(b"NOOP\r\n")
    assert (await stays.readline()).startswith(b"250")
    here_writer.close()
    stays_writer.close()


async def test_the_window_can_be_shortened_behind_your_back(
    provider: PracticeProvider, clock: HandClock, talk: "Talk"
) -> None:
    await talk(provider.here.pop_port, LOGIN)
    clock.tick(minutes=6)
    await talk(provider.here.smtp_port, f"{TO_BOB}250 *")
    provider.set_window(timedelta(minutes=5))
    await talk(provider.here.smtp_port, f"{TO_BOB}554 *")


async def test_stopping_ends_connections_and_listeners_and_can_be_done_twice() -> None:
    provider = await start_provider()
    heard = provider.happenings()
    reader, writer = await asyncio.open_connection("127.0.0.1", provider.here.pop_port)
    await reader.readline()
    await provider.stop()
    await provider.stop()
    assert await reader.read() == b""
    assert [happening async for happening in heard] == []
    writer.close()


async def test_the_password_is_another_one_each_time_and_does_not_show() -> None:
    first, second = await start_provider(), await start_provider()
    assert first.password.reveal() != second.password.reveal()
    assert first.password.reveal() not in repr(first)
    await first.stop()
    await second.stop()
