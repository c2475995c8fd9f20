from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider, start_provider
from tests.delivery.bench import SESAME, Bench
from tests.hand_clock import HandClock
from tests.servers import pop, servers, smtp

__all__ = ("pop", "servers", "smtp")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def bench(tmp_path: Path, clock: HandClock) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path / "profile", clock)
    yield bench
    if hasattr(bench, "office"):
        await bench.close()


@pytest.fixture
async def provider(clock: HandClock) -> AsyncIterator[PracticeProvider]:
    """Provider A with a window of ten minutes, on the tests' clock; you are on line C."""
    running = await start_provider(window=timedelta(minutes=10), line=Line.C, password=SESAME, clock=clock)
    yield running
    await running.stop()
