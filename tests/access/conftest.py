"""Access: the whole program as people meet it who use it by ear, by voice or by a row of braille."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.sitting import ACCESSIBILITY, Sitting, sit_down
from tests.journeys.screen import Screen, screen_or_skip


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    absent = ["dbus-daemon"] if shutil.which("dbus-daemon") is None else []
    absent += [] if ACCESSIBILITY.exists() else ["at-spi2-core"]
    yield from screen_or_skip("access", *absent)


@pytest.fixture
def sitting(screen: Screen, tmp_path: Path) -> Iterator[Sitting]:
    with sit_down(screen, tmp_path) as begun:
        yield begun
