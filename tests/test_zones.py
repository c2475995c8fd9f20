"""Zones by name, and the name of the one we are in."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tegata import zones
from tegata.zones import local_zone, zone


@pytest.mark.parametrize(
    ("name", "hours"),
    [("Asia/Tokyo", 9), ("America/New_York", -4), ("UTC", 0), ("+05:30", 5.5), ("-03:00", -3)],
)
def test_a_name_gives_the_zone(name: str, hours: float) -> None:
    there = zone(name)
    assert there is not None
    assert datetime(2026, 7, 1, tzinfo=there).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "+24:00", "Asia"])
def test_no_other_name_does(name: str) -> None:
    assert zone(name) is None


def test_the_environment_comes_before_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":Europe/Paris")
    assert local_zone() == "Europe/Paris"


def test_the_systems_zone_is_read_from_its_link_or_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "")
    here = tmp_path / "zoneinfo" / "Asia" / "Tokyo"
    here.parent.mkdir(parents=True)
    here.touch()
    link, file = tmp_path / "localtime", tmp_path / "timezone"
    link.symlink_to(here)
    file.write_text("Europe/Berlin\n")
    monkeypatch.setattr(zones, "_LOCALTIME", link)
    monkeypatch.setattr(zones, "_NAME_FILE", file)
    assert local_zone() == "Asia/Tokyo"
    link.unlink()
    assert local_zone() == "Europe/Berlin"
    file.write_bytes(b"\xff")
    assert zone(local_zone()) is not None, "the offset, where no name is to be had"
