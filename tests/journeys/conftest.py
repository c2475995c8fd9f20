"""Journeys: the whole program on a screen of its own, driven by real keys. Each leaves a picture."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tegata.practice.provider import PracticeProvider, start_provider
from tests.journeys.screen import Screen, screen_or_skip
from tests.journeys.traveller import Traveller


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    yield from screen_or_skip("a journey")


@pytest.fixture
async def provider() -> AsyncIterator[PracticeProvider]:
    started = await start_provider()
    yield started
    await started.stop()


@pytest.fixture
async def traveller(screen: Screen, provider: PracticeProvider, tmp_path: Path) -> AsyncIterator[Traveller]:
    someone = Traveller(screen, tmp_path / "profile", provider)
    yield someone
    await someone.do(someone.leave)
