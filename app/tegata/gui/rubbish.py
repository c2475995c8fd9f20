"""Python's rubbish is looked for in the main thread alone, and only when its loop is about to rest.

Python itself looks in whatever thread happens to make something, the database's too, and ends there what it
finds. Qt's objects may only end in the thread that they live in: ended in another one while they are painted
or hear of an event, they crash the program.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher

_ENOUGH = (700, 10, 10)  # new things, looks at the young, looks at the middle-aged: as Python counts them


@contextmanager
def cleared_here() -> Iterator[None]:
    """Look for rubbish when this thread's Qt loop rests, and nowhere else until this ends."""
    by_itself = gc.isenabled()
    gc.disable()
    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.aboutToBlock.connect(_clear)
    try:
        yield
    finally:
        dispatcher.aboutToBlock.disconnect(_clear)
        if by_itself:
            _clear()  # what is due already: not left to a thread that still runs
            gc.enable()


def _clear() -> None:
    count = gc.get_count()
    if count[0] <= _ENOUGH[0]:
        return
    oldest = next(age for age in (2, 1, 0) if count[age] > _ENOUGH[age])
    gc.collect(oldest)
