"""Runs one blocking call in a thread of its own."""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def offload(function: Callable[[], T], name: str) -> T:
    """Return what `function` returns, or raise the OSError or ValueError that it raises.

    Anything else it raises is a mistake of ours: the thread reports it, and the waiting is cancelled.
    A daemon thread and not the loop's executor: that one is joined at the end, and a resolver that hangs
    for half a minute would keep the program from quitting.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def hand_back(settle: Callable[[], object]) -> None:
        try:
            loop.call_soon_threadsafe(lambda: None if future.done() else settle())
        except RuntimeError:  # the loop has been closed meanwhile: nobody waits any more
            return

    def work() -> None:
        try:
            result = function()
            hand_back(lambda: future.set_result(result))
        except (OSError, ValueError) as error:
            failure = error
            hand_back(lambda: future.set_exception(failure))
        finally:
            hand_back(future.cancel)

    threading.Thread(target=work, name=name, daemon=True).start()
    return await future
