import asyncio

from tegata.delivery.gate import Gate
from tegata.tasks import spawn


async def inside(gate: Gate, log: list[str], name: str, leave: asyncio.Event) -> None:
    async with gate.turn():
        log.append(name)
        await leave.wait()


async def test_one_by_one_until_it_is_open() -> None:
    gate, leave = Gate(), asyncio.Event()
    log: list[str] = []
    first = spawn(inside(gate, log, "first", leave), "first")
    second = spawn(inside(gate, log, "second", leave), "second")
    await asyncio.sleep(0.01)
    assert log == ["first"]
    gate.open()
    await asyncio.sleep(0.01)
    assert log == ["first", "second"]
    leave.set()
    await asyncio.gather(first, second)


async def test_the_next_one_comes_when_the_first_has_left() -> None:
    gate, leave = Gate(), asyncio.Event()
    log: list[str] = []
    tasks = [spawn(inside(gate, log, str(n), leave), "one") for n in range(3)]
    leave.set()
    await asyncio.gather(*tasks)
    assert sorted(log) == ["0", "1", "2"]


async def test_one_who_is_cancelled_keeps_nobody_out() -> None:
    gate, leave = Gate(), asyncio.Event()
    log: list[str] = []
    first = spawn(inside(gate, log, "first", leave), "first")
    waiting = spawn(inside(gate, log, "waiting", leave), "waiting")
    await asyncio.sleep(0.01)
    waiting.cancel()
    first.cancel()
    await asyncio.gather(first, waiting, return_exceptions=True)
    leave.set()
    await inside(gate, log, "next", leave)
    assert log == ["first", "next"]


async def test_shut_again() -> None:
    gate, leave = Gate(), asyncio.Event()
    log: list[str] = []
    gate.open()
    gate.shut()
    first = spawn(inside(gate, log, "first", leave), "first")
    second = spawn(inside(gate, log, "second", leave), "second")
    await asyncio.sleep(0.01)
    assert log == ["first"]
    leave.set()
    await asyncio.gather(first, second)
