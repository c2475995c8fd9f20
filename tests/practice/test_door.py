import asyncio
from datetime import timedelta

import pytest

from tegata.clock import Clock
from tegata.practice.door import Door, open_door
from tegata.practice.ledger import Ledger
from tegata.practice.lines import Line
from tegata.secret import Secret


@pytest.fixture
def ledger(clock: Clock) -> Ledger:
    return Ledger(clock, Secret("tsukigata"), timedelta(minutes=10), Line.C)


async def test_cutting_ends_the_connections_and_leaves_the_door_open(ledger: Ledger) -> None:
    door = await open_door(ledger, lambda: Line.B)
    for port in (door.pop_port, door.smtp_port, door.submission_port):
        reader, writer = await asyncio.open_connection(door.host, port)
        await reader.readline()
        await door.cut()
        assert await reader.read() == b""
        writer.close()
    await door.close()


async def test_a_closed_door_lets_nobody_in(ledger: Ledger) -> None:
    door = await open_door(ledger, lambda: Line.B)
    reader, writer = await asyncio.open_connection(door.host, door.smtp_port)
    await reader.readline()
    await door.close()
    with pytest.raises(ConnectionError):
        await asyncio.open_connection(door.host, door.smtp_port)
    writer.close()


async def test_a_full_house_says_so(ledger: Ledger) -> None:
    door = await open_door(ledger, lambda: Line.B)
    inside = [await asyncio.open_connection(door.host, door.pop_port) for _ in range(50)]
    for reader, _ in inside:
        await reader.readline()
    assert await _last_words(door, door.pop_port) == b"-ERR [SYS/TEMP] Too many connections\r\n"
    assert await _last_words(door, door.smtp_port) == b"421 4.7.0 Too many connections\r\n"
    for _, writer in inside:
        writer.close()
    await door.close()


async def _last_words(door: Door, port: int) -> bytes:
    reader, writer = await asyncio.open_connection(door.host, port)
    words = await reader.read()
    writer.close()
    return words
