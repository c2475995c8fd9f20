"""The one way to start a task that nobody awaits at once, and the ways to let a thread wait for the loop."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

_log = logging.getLogger(__name__)
_running: set[asyncio.Task[Any]] = set()  # the loop itself keeps only weak references


def spawn(coro: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
    """Start `coro` as a task that is kept alive, and whose failure is logged instead of lost."""
    task = asyncio.get_running_loop().create_task(coro, name=name)
    _running.add(task)
    task.add_done_callback(_ended)
    return task


async def in_thread(job: Callable[[], T], name: str) -> T:
    """Return what `job` returns, or raise what it raises, from a thread of its own.

    The thread is a daemon: a job that never ends holds up neither its caller, who may be cancelled, nor the
    end of the program. (`asyncio.to_thread` would: quitting joins its threads.)
    """
    future, work = _prepare(job)
    Thread(target=work, name=name, daemon=True).start()
    return await future


class Worker:
    """A daemon thread that does jobs one after the other, in the order they came.

    A job that was handed in is done to its end, even if whoever awaits it is cancelled: what is true
    in the world (an answer was read, a letter accepted) has to reach the disk all the same.
    """

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._finished = False
        Thread(target=self._work, name=name, daemon=True).start()

    async def run(self, job: Callable[[], T]) -> T:
        """Return what `job` returns, or raise what it raises. Raises RuntimeError after `finish`."""
        if self._finished:
            raise RuntimeError("the worker has finished")
        future, work = _prepare(job)
        self._jobs.put(work)
        return await future

    async def finish(self, last: Callable[[], None]) -> None:
        """Do all that was handed in, then `last`, then end the thread. A second call does nothing."""
        if self._finished:
            return
        future, work = _prepare(last)
        self._jobs.put(work)
        self._jobs.put(None)
        self._finished = True
        await future

    def _work(self) -> None:
        while (work := self._jobs.get()) is not None:
            work()


def _ended(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    if task.cancelled():
        return
    if (error := task.exception()) is not None:
        _log.error("task %s failed", task.get_name(), exc_info=error)


def _prepare(job: Callable[[], T]) -> tuple[asyncio.Future[T], Callable[[], None]]:
    """Return a future of this loop, and what a thread must call to settle it."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def work() -> None:
        try:
            result = job()
        except BaseException as error:  # noqa: BLE001 - it is raised again where the future is awaited
            _tell(loop, future, future.set_exception, error)
        else:
            _tell(loop, future, future.set_result, result)

    return future, work


def _tell(
    loop: asyncio.AbstractEventLoop, future: asyncio.Future[T], settle: Callable[[Any], None], value: Any
) -> None:
    def unless_cancelled() -> None:
        if not future.done():
            settle(value)

    try:
        loop.call_soon_threadsafe(unless_cancelled)
    except RuntimeError:
        return  # the loop has closed meanwhile: nobody awaits the job any more
