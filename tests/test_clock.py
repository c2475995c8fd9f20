"""The machine's clocks: one that counts sleep, one on the wall, and the name of the boot."""

import time
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from tegata import clock
from tegata.clock import system_clock


def test_the_clock_that_counts_sleep_goes_forward() -> None:
    system = system_clock()
    first = system.now()
    assert timedelta(0) < first <= system.now()


def test_it_is_the_boot_clock_where_there_is_one() -> None:
    if not hasattr(time, "CLOCK_BOOTTIME"):
        pytest.skip("no CLOCK_BOOTTIME here")
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    now = system_clock().now().total_seconds()
    assert before - 1e-6 <= now <= time.clock_gettime(time.CLOCK_BOOTTIME) + 1e-6


def test_sleep_is_the_lead_over_the_clock_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_since_boot", lambda: 1000.0)
    monkeypatch.setattr(time, "monotonic", lambda: 400.0)
    assert system_clock().asleep() == timedelta(seconds=600)


def test_without_such_a_clock_no_sleep_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_since_boot", lambda: 400.0)
    monkeypatch.setattr(time, "monotonic", lambda: 400.1)
    assert system_clock().asleep() == timedelta(0)


def test_the_wall_clock_is_aware_and_in_utc() -> None:
    assert system_clock().wall().tzinfo is UTC


def test_two_clocks_of_one_boot_have_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "boot_id"
    named.write_text("this-boot\n")
    monkeypatch.setattr(clock, "_BOOT_ID", named)
    assert system_clock().boot_id() == system_clock().boot_id() == "this-boot"


def test_where_the_boot_has_no_name_each_process_counts_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / "missing")
    assert system_clock().boot_id() != system_clock().boot_id()
