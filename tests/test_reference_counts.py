"""Guards the pin of PySide6: one release dropped a reference to None on every call that returns None."""

import sys

import pytest
from PySide6.QtCore import QObject, QTimer


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12")
def test_bound_calls_that_return_none_keep_its_reference_count() -> None:
    thing, timer = QObject(), QTimer()
    before = sys.getrefcount(None)
    for _ in range(2000):
        thing.setObjectName("x")
        timer.setInterval(5)
    assert abs(sys.getrefcount(None) - before) < 200
