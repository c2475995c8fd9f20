"""A caller at the door of a running Tegata, as commands call: in a thread, beside the loop."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from tegata.network import knock
from tegata.network.handover import Handover
from tegata.network.introduction import Message
from tegata.tasks import in_thread

Opener = Callable[[Callable[[Message], Awaitable[Message]]], Awaitable[Handover]]


async def call(directory: Path, request: Message, within: timedelta | None = None) -> Message | None:
    return await in_thread(lambda: knock.call(directory, request, timeout=within), "call")


async def echo(request: Message) -> Message:
    return {"echo": request}
