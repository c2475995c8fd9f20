"""Qt's loop and asyncio's in one: timers never early, cancelled ones gone, an orderly end."""

import asyncio
import os
import signal
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tegata.gui import calls
from tegata.gui.application import Application
from tegata.gui.loop import GuiLoop, run_gui


async def test_tests_run_on_it() -> None:
    assert isinstance(asyncio.get_running_loop(), GuiLoop)


@pytest.mark.parametrize("seconds", [0.001, 0.01, 0.0495])
async def test_a_timer_is_never_early(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(seconds)
    assert loop.time() - began >= seconds


async def test_a_cancelled_timer_leaves_nothing_behind() -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, GuiLoop)
    handle = loop.call_later(60, lambda: None)
    assert handle in loop._timer._waiting.values()
    handle.cancel()
    assert handle not in loop._timer._waiting.values()


async def test_a_wait_longer_than_qt_can_count_is_chained() -> None:
    handle = asyncio.get_running_loop().call_later(60 * 24 * 3600, lambda: None)
    assert not handle.cancelled()
    handle.cancel()


async def test_equal_timers_are_kept_apart() -> None:
    loop = asyncio.get_running_loop()
    heard: list[str] = []
    when = loop.time() + 0.005
    first = loop.call_at(when, heard.append, "x")
    loop.call_at(when, heard.append, "x")
    first.cancel()
    await asyncio.sleep(0.02)
    assert heard == ["x"]


async def test_a_subprocess_and_a_thread_work() -> None:
    process = await asyncio.create_subprocess_exec("true")
    assert await process.wait() == 0
    assert await asyncio.to_thread(lambda: 7) == 7


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def quit_qt() -> None:
    QCoreApplication.postEvent(Application.instance() or Application([]), QEvent(QEvent.Type.Quit))


@pytest.mark.parametrize("wish", [interrupt, quit_qt])
def test_every_wish_to_quit_lets_the_main_coroutine_clean_up(
    qapp: Application, wish: Callable[[], None]
) -> None:
    done: list[str] = []

    async def main(quit_wanted: asyncio.Event) -> int:
        asyncio.get_running_loop().call_later(0.01, wish)
        await quit_wanted.wait()
        await asyncio.sleep(0.01)
        done.append("cleaned up")
        return 3

    assert run_gui(qapp, main) == 3
    assert done == ["cleaned up"]


def test_calls_made_before_the_loop_runs_are_carried_out(qapp: Application) -> None:
    heard: list[str] = []

    async def press() -> None:
        heard.append("pressed")

    async def main(_quit: asyncio.Event) -> int:
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return 0

    calls.start(press(), "press")
    run_gui(qapp, main)
    assert heard == ["pressed"]
