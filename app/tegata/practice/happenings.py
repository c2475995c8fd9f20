"""What happens at the practice provider, for whoever watches."""

import asyncio
import weakref
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime

from tegata.practice.lines import Line


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A POP login succeeded: the window of this line is open from `at` on."""

    line: Line
    at: datetime


@dataclass(frozen=True, slots=True)
class LoginFailed:
    """A POP login or SMTP AUTH came with the wrong name or password."""

    line: Line
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivered:
    """A letter was accepted. `content` is what came between DATA and the last dot, dot-unstuffed."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes = field(repr=False)
    line: Line
    at: datetime


@dataclass(frozen=True, slots=True)
class RelayRefused:
    """A recipient was refused; `reply` is the whole line the client got."""

    line: Line
    recipient: str
    reply: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """Clients that come through the door `here` are on `line` now."""

    line: Line
    at: datetime


Happening = LoggedIn | LoginFailed | Delivered | RelayRefused | Moved


class Bulletin:
    """Passes each happening on to everyone who listens."""

    def __init__(self) -> None:
        # Weak: a listener that forgets its iterator is forgotten too, without having to say goodbye.
        self._queues: weakref.WeakSet[asyncio.Queue[Happening | None]] = weakref.WeakSet()

    def post(self, happening: Happening) -> None:
        """Tell everyone who listens."""
        self._put(happening)

    def close(self) -> None:
        """End every listener's iteration, once it has heard what was posted."""
        self._put(None)

    def listen(self) -> AsyncIterator[Happening]:
        """Yield what is posted from this call on, until `close`."""
        queue: asyncio.Queue[Happening | None] = asyncio.Queue()
        self._queues.add(queue)
        return _until_closed(queue)

    def _put(self, item: Happening | None) -> None:
        for queue in self._queues:
            queue.put_nowait(item)


async def _until_closed(queue: asyncio.Queue[Happening | None]) -> AsyncIterator[Happening]:
    while (happening := await queue.get()) is not None:
        yield happening
