"""What a letter's every step would have done again: at once the first time, and then once in a while."""

import time
from collections.abc import Callable, Coroutine
from typing import Any

from tegata.gui import calls

PAUSE = 0.2
"""Seconds from one time to the next. Nobody sees that it is not at once, and a letter that is being queued
meanwhile is on disk before a thousand others are counted once more."""


class Pace:
    """Begins a deed when it is asked to, however often that is, once in `PAUSE` seconds."""

    def __init__(self, deed: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
        self._deed = deed
        self._name = name
        self._asked = False
        self._next = 0.0  # on `time.monotonic`

    def ask(self) -> None:
        """Have it done as soon as it may be. What changes until then is part of that."""
        if not self._asked:
            self._asked = True
            calls.start(self._do(), self._name)

    async def _do(self) -> None:
        from asyncio import sleep

        await sleep(self._next - time.monotonic())
        self._asked = False
        self._next = time.monotonic() + PAUSE
        await self._deed()
