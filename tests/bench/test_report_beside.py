"""The tables beside other mailers: ratios to the bare window, and a dash for what was not measured."""

from pathlib import Path

from tests.bench.beside import Beside
from tests.bench.first_letter import FirstLetter
from tests.bench.footprint import Upkeep
from tests.bench.report_beside import beside, first_letter, on_disk

BARE = Beside("bare", 0.1, 0.2, None, 40_000_000, Upkeep(0, 0))
TEGATA = Beside("Tegata", 0.14, 0.3, 0.06, 60_000_000, Upkeep(0.01, 3))


def test_the_ratios_are_to_the_bare_window() -> None:
    line = beside([BARE, TEGATA], []).splitlines()[-1]
    assert line == "| Tegata | 140 | 1.40 | 300 | 1.50 | 60 | 60 | 1.50 | 0.01 | 3 |"


def test_what_could_not_be_measured_has_no_figure() -> None:
    no_second = Beside("Sylpheed", 0.1, 0.2, None, 1, Upkeep(0, 0))
    assert "| Sylpheed | 100 | 1.00 | 200 | 1.00 | – |" in beside([no_second], ["thunderbird"])
    assert "Left out: thunderbird." in beside([no_second], ["thunderbird"])


def test_the_memory_after_a_letter_is_compared_too() -> None:
    row = FirstLetter("Tegata", "GNOME", 40_000_000, 50_000_000, 60_000_000, Upkeep(0.2, 61))
    assert (
        first_letter([row]).splitlines()[-1] == "| Tegata | GNOME | 40 | 50 | 1.25 | 60 | 1.50 | 0.20 | 61 |"
    )


def test_what_was_made_is_weighed(tmp_path: Path) -> None:
    package = tmp_path / "tegata.deb"
    package.write_bytes(bytes(3_000_000))
    assert "| tegata.deb | 3 |" in on_disk(tmp_path / "none", [package])
    assert "Left out" in on_disk(tmp_path / "none", [])
