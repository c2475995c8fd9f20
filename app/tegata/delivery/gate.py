"""One password, tried by one letter at a time until a server has believed it: each wrong one counts there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Gate:
    """Closed until the password is proven; then whoever comes goes through."""

    def __init__(self) -> None:
        self._proven = False
        self._busy = False
        self._news = asyncio.Event()

    def open(self) -> None:
        """Let everybody through, also who waits now: the password is right."""
        self._proven = True
        self._news.set()

    def shut(self) -> None:
        """Let them through one by one again: the password is another one now."""
        self._proven = False

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until the gate is open, or nobody else is inside."""
        while self._busy and not self._proven:
            self._news.clear()
            await self._news.wait()
        first = not self._busy
        self._busy = True
        try:
            yield
        finally:
            if first:
                self._busy = False
                self._news.set()
