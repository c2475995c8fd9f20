"""Runs a room's coroutines on Qt's loop, offscreen: import the hook into its conftest."""

import asyncio
import os
from collections.abc import Callable, Mapping

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run coroutines on Qt's loop."""
    return {"qt": _loop}


def _loop() -> asyncio.AbstractEventLoop:
    from tegata.gui.application import Application
    from tegata.gui.loop import GuiLoop

    loop: asyncio.AbstractEventLoop = GuiLoop(Application.instance() or Application([]))
    return loop
