"""A process for errands at the keyring: there while it is needed, and gone with all that it has loaded."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from threading import Thread

from tegata.keys.errand import Answer, Deed, Errand
from tegata.keys.key_process import KeyProcess
from tegata.tasks import in_thread

_IDLE = timedelta(seconds=5)  # a login asks for two passwords, one soon after the other


class OnCall:
    """Starts `command` when it has an errand, and ends it `idle` after the last one.

    An errand that is cancelled ends its process.
    A prompt of the system's may stay then, and still opens the keyring.
    """

    def __init__(self, command: Sequence[str], *, idle: timedelta = _IDLE) -> None:
        self._command = command
        self._idle = idle
        self._turn = asyncio.Lock()
        self._at_hand: KeyProcess | None = None
        self._busy: set[KeyProcess] = set()
        self._leaving: asyncio.TimerHandle | None = None

    async def do(self, errand: Errand) -> Answer:
        """Have it done, one after the other; but what waits for the user holds up nothing."""
        if errand.deed is Deed.UNLOCK:
            return await self._do(errand)
        async with self._turn:
            return await self._do(errand)

    async def close(self) -> None:
        """End all processes, and wait until they are gone."""
        self._stay()
        last, self._at_hand = self._at_hand, None
        for process in (*self._busy, *([last] if last else ())):
            await in_thread(process.end, "tegata-keyring-end")

    async def _do(self, errand: Errand) -> Answer:
        process = self._take()
        self._busy.add(process)
        try:
            answer = await in_thread(lambda: process.do(errand), "tegata-keyring")
        except BaseException:
            _end(process)
            raise
        finally:
            self._busy.discard(process)
        self._keep(process)
        return answer

    def _take(self) -> KeyProcess:
        """Return the one at hand, or another where there is none or it has died meanwhile."""
        self._stay()
        process, self._at_hand = self._at_hand, None
        if process is not None and process.has_ended:
            _end(process)
            process = None
        return process or KeyProcess(self._command)

    def _keep(self, process: KeyProcess) -> None:
        """Have it at hand for a while, unless another one is."""
        if process.has_ended or self._at_hand is not None:
            _end(process)
            return
        self._at_hand = process
        self._leaving = asyncio.get_running_loop().call_later(self._idle.total_seconds(), self._leave)

    def _leave(self) -> None:
        self._leaving = None
        process, self._at_hand = self._at_hand, None
        if process is not None:
            _end(process)

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None


def _end(process: KeyProcess) -> None:
    """End it without waiting for that."""
    Thread(target=process.end, name="tegata-keyring-end", daemon=True).start()
