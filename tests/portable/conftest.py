"""Portable mode: a profile on a stick, used by the whole program."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tegata.practice.provider import PracticeProvider
from tests.crash.power import MEMORY
from tests.journeys.conftest import provider, screen
from tests.journeys.screen import Screen
from tests.journeys.traveller import Traveller
from tests.portable.stick import Stick, missing

__all__ = ["provider", "screen"]


@pytest.fixture
def stick(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Stick]:
    """Plugged in at `tmp_path / "STICK"`. A parameter is its size in octets."""
    if (reason := missing()) is not None:
        if os.environ.get("TEGATA_REQUIRE_REAL"):
            pytest.fail(reason)
        pytest.skip(reason)
    octets = getattr(request, "param", 64 * 2**20)
    with tempfile.TemporaryDirectory(dir=_memory_for(octets)) as place:
        new = Stick(Path(place) / "stick.img", octets)
        new.plug_in(tmp_path / "STICK")
        yield new
        new.unplug()


def _memory_for(octets: int) -> Path | None:
    """Return where there is room in memory: a real disk is slow, and would be worn for nothing."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > octets else None


@pytest.fixture
async def traveller(screen: Screen, provider: PracticeProvider, stick: Stick) -> AsyncIterator[Traveller]:
    """Has all they need on the stick."""
    someone = Traveller(screen, stick.place / "tegata", provider)
    yield someone
    await someone.do(someone.leave)
