"""Coroutines begun by a press: kept until the loop runs, for the window is painted before there is one."""

from collections.abc import Coroutine
from typing import Any

_kept: list[tuple[Coroutine[Any, Any, Any], str]] = []
_open = False


def start(coro: Coroutine[Any, Any, Any], name: str) -> None:
    """Run `coro` as a task of that name, as soon as the loop runs. A failure is logged, not lost."""
    if not _open:
        _kept.append((coro, name))
        return
    from tegata.tasks import spawn

    spawn(coro, name)


def open_up() -> None:
    """Begin everything that was kept; called once from inside the running loop."""
    global _open
    _open = True
    kept, _kept[:] = list(_kept), []
    for coro, name in kept:
        start(coro, name)


def close() -> None:
    """Keep calls from now on; what was kept before is let go. For the loop's end, and for tests."""
    global _open
    _open = False
    for coro, _name in _kept:
        coro.close()
    _kept.clear()
