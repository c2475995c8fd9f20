import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.bed import Bed, standing_bed
from tests.real.machine import missing, versions
from tests.real.places import LINE_C
from tests.real.scenes import Scenes, Stage
from tests.real.traveller import Settings, Traveller

_TABLE = Path(__file__).parents[2] / "build" / "scenarios.md"
_LEFT_OUT = "real-server tests left out: "


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, where it is seen, that this machine cannot run them."""
    skipped = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    if any(_LEFT_OUT in reason for reason in skipped):
        terminalreporter.write_line(f"{_LEFT_OUT}{missing()}", yellow=True)


@pytest.fixture(scope="session")
def _standing() -> Iterator[Bed]:
    if (reason := missing()) is not None:
        if os.environ.get("TEGATA_REQUIRE_REAL") == "1":
            pytest.fail(f"the real-server tests are required, but {reason}")
        pytest.skip(f"{_LEFT_OUT}{reason}")
    with standing_bed() as bed:
        yield bed


@pytest.fixture
def bed(_standing: Bed) -> Bed:
    """The test bed, with nothing delivered, nobody logged in and a window of ten minutes."""
    _standing.forget()
    return _standing


@pytest.fixture(scope="session")
def _scenes(_standing: Bed) -> Iterator[Scenes]:
    scenes = Scenes(versions())
    yield scenes
    scenes.write(_TABLE)


@pytest.fixture
def scene(bed: Bed, _scenes: Scenes) -> Stage:
    """Holds the counts of a scenario against the servers', and puts it into `build/scenarios.md`."""
    return Stage(bed, _scenes)


@pytest.fixture
def anna(bed: Bed, tmp_path: Path) -> Traveller:
    """Anna, on provider C's line, with POP before send switched on."""
    traveller = Traveller(bed, tmp_path / "profile", LINE_C)
    traveller.settle(Settings())
    return traveller
