"""Who hears of changes: every listener gets every change, and of progress only the newest."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from weakref import WeakSet

from tegata.delivery.notices import Change, Progress


class Hearing:
    """Passes changes on to any number of listeners. A slow listener holds nobody up."""

    def __init__(self) -> None:
        # Weak: a listener that drops its iterator, even before the first step, is forgotten.
        self._listeners: WeakSet[_Listener] = WeakSet()

    def tell(self, change: Change) -> None:
        """Pass `change` on to everybody who listens now."""
        for listener in self._listeners:
            listener.take(change)

    def changes(self) -> AsyncIterator[Change]:
        """Yield what happens from this call on."""
        listener = _Listener()
        self._listeners.add(listener)
        return self._hear(listener)

    async def _hear(self, listener: "_Listener") -> AsyncIterator[Change]:
        try:
            while True:
                yield await listener.next()
        finally:
            self._listeners.discard(listener)


class _Listener:
    def __init__(self) -> None:
        self._waiting: deque[Change] = deque()
        self._arrived = asyncio.Event()

    def take(self, change: Change) -> None:
        if isinstance(change, Progress) and self._waiting and _same_upload(self._waiting[-1], change):
            self._waiting[-1] = change
        else:
            self._waiting.append(change)
        self._arrived.set()

    async def next(self) -> Change:
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting.popleft()


def _same_upload(earlier: Change, later: Progress) -> bool:
    return (
        isinstance(earlier, Progress)
        and earlier.parcel_id == later.parcel_id
        and earlier.stages == later.stages
    )
