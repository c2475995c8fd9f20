"""Qt's loop and asyncio's in one, with qasync's timers mended and an orderly end.

qasync's timers are Qt's coarse ones: up to half a second early or late, and they overflow beyond 24.8 days.
Qt's `aboutToQuit` comes too late to clean up in, so here every wish to quit sets an event that the main
coroutine waits for; it cleans up and returns.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextvars import Context
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimerEvent
from qasync import QEventLoop  # after PySide6: qasync takes the binding that is loaded

from tegata.gui import calls, rubbish
from tegata.gui.application import Application

_LONGEST_MS = 24 * 3600 * 1000  # a Qt timer takes 32 bits of milliseconds; longer waits are chained


def run_gui(app: Application, main: Callable[[asyncio.Event], Coroutine[Any, Any, int]]) -> int:
    """Run `main(quit)` on the joined loop and return its exit code.

    `quit` is set by SIGINT, SIGTERM, the desktop's wish to quit, and `QApplication.quit`.
    """
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: GuiLoop(app)) as runner:
        return runner.run(_watched(app, main))


async def _watched(app: Application, main: Callable[[asyncio.Event], Coroutine[Any, Any, int]]) -> int:
    quit_wanted = asyncio.Event()
    app.quit_wanted.connect(quit_wanted.set)
    _hear_signals(quit_wanted)
    calls.open_up()
    try:
        return await main(quit_wanted)
    finally:
        calls.close()
        app.quit_wanted.disconnect(quit_wanted.set)


def _hear_signals(quit_wanted: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, quit_wanted.set)
        except NotImplementedError:  # Windows: Ctrl+C ends the process as usual
            return


class GuiLoop(QEventLoop):  # type: ignore[misc]
    """qasync's loop with timers that are precise, never early, and gone once cancelled.

    While it runs, no other thread looks for Python's rubbish.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._timer = _PreciseTimers(self.time)

    def run_forever(self) -> None:
        """Run until `stop`."""
        with rubbish.cleared_here():
            super().run_forever()

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """Run `callback` after `delay` seconds, at the earliest; at once for 0."""
        if delay <= 0:
            return self._timer.add_callback(asyncio.Handle(callback, args, self, context=context))
        when = self.time() + delay
        return self._timer.add_callback(asyncio.TimerHandle(when, callback, args, self, context=context))

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        self._timer.forget(handle)


class _PreciseTimers(QObject):
    """One Qt timer for each handle that waits. Keeps the interface of qasync's own."""

    def __init__(self, time: Callable[[], float]) -> None:
        super().__init__()
        self._time = time
        self._waiting: dict[int, asyncio.Handle] = {}
        self._numbers: dict[int, int] = {}  # by identity: timer handles compare by what they do

    def add_callback(self, handle: asyncio.Handle, _delay: float = 0) -> asyncio.Handle:
        """Run the handle when its time has come."""
        interval = 0
        if isinstance(handle, asyncio.TimerHandle):
            left_ms = (handle.when() - self._time()) * 1000
            interval = min(_LONGEST_MS, max(0, int(left_ms) + 1))  # rounded up: never early
        number = self.startTimer(interval, Qt.TimerType.PreciseTimer)
        self._waiting[number] = handle
        if isinstance(handle, asyncio.TimerHandle):
            self._numbers[id(handle)] = number
        return handle

    def forget(self, handle: asyncio.TimerHandle) -> None:
        """Drop a handle that was cancelled."""
        if (number := self._numbers.pop(id(handle), None)) is not None:
            self.killTimer(number)
            self._waiting.pop(number, None)

    def stop(self) -> None:
        """Drop everything; the loop is closing."""
        for number in self._waiting:
            self.killTimer(number)
        self._waiting.clear()
        self._numbers.clear()

    def set_debug(self, _enabled: bool) -> None:  # noqa: FBT001 - qasync calls it so
        """Nothing is logged here."""

    def timerEvent(self, event: QTimerEvent) -> None:
        """Run the handle that this timer stands for, or wait on where it was a link of a long chain."""
        number = event.timerId()
        self.killTimer(number)
        handle = self._waiting.pop(number, None)
        if handle is None or handle.cancelled():
            return
        if isinstance(handle, asyncio.TimerHandle):
            self._numbers.pop(id(handle), None)
            if handle.when() > self._time():
                self.add_callback(handle)
                return
        handle._run()  # noqa: SLF001 - what asyncio's own loops do with a handle
