"""The rooms put together, offscreen, on our own loop."""

from tests.qt_loop import pytest_asyncio_loop_factories

__all__ = ("pytest_asyncio_loop_factories",)
