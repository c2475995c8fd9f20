"""Coroutines begun by a press."""

import asyncio

from tegata.gui import calls


async def test_what_is_started_early_waits_and_then_runs() -> None:
    heard: list[int] = []

    async def call(number: int) -> None:
        heard.append(number)

    calls.start(call(1), "one")
    await asyncio.sleep(0)
    assert heard == []
    calls.open_up()
    calls.start(call(2), "two")
    await asyncio.sleep(0.01)
    assert heard == [1, 2]
    calls.close()


def test_what_was_kept_is_let_go_at_the_end() -> None:
    async def call() -> None:
        raise AssertionError("never run")

    calls.start(call(), "one")
    calls.close()
    calls.close()
