import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.bed import Bed, standing_bed
from tests.real.packages import missing
from tests.real.places import LINE_C
from tests.real.traveller import Settings, Traveller


@pytest.fixture(scope="session")
def _standing() -> Iterator[Bed]:
    if (reason := missing()) is not None:
        if os.environ.get("TEGATA_REQUIRE_REAL") == "1":
            pytest.fail(f"the real-server tests are required, but {reason}")
        pytest.skip(f"real-server tests left out: {reason}")
    with standing_bed() as bed:
        yield bed


@pytest.fixture
def bed(_standing: Bed) -> Bed:
    """The test bed, with nothing delivered, nobody logged in and a window of ten minutes."""
    _standing.forget()
    return _standing


@pytest.fixture
def anna(bed: Bed, tmp_path: Path) -> Traveller:
    """Anna, on provider C's line, with POP before send switched on."""
    traveller = Traveller(bed, tmp_path / "profile", LINE_C)
    traveller.settle(Settings())
    return traveller
