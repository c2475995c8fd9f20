"""Waiting for what is to happen, and never for a time: on a busy machine every time is too short."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from tegata.gui.loop import GuiLoop

_IDLE_TURNS = 3  # Qt's own events and timers of no length have had their turn by then
_PATIENCE = 30.0

Asking = TypeVar("Asking", bound=QWidget)


async def until(happened: Callable[[], object]) -> None:
    """Wait until this is true."""
    async with asyncio.timeout(_PATIENCE):
        while not happened():
            await asyncio.sleep(0.005)


async def asked(kind: type[Asking]) -> Asking:
    """Wait for a dialog of this kind to be in front, and return it: others may not have been tidied away."""
    await until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


async def at_rest() -> None:
    """Wait until the loop has nothing to do before a thread, a timer or a person brings it something."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, GuiLoop)
    idle = 0
    while idle < _IDLE_TURNS:
        await asyncio.sleep(0)
        idle = 0 if _is_busy(loop) else idle + 1


def _is_busy(loop: GuiLoop) -> bool:
    return any(
        not isinstance(each, asyncio.TimerHandle) or each.when() <= loop.time()
        for each in loop._timer._waiting.values()
    )
