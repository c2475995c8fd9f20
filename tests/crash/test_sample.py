"""What `make crash` does at length, in short: the same calls each time. And that it would be noticed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.controls import CONTROLS
from tests.crash.result import Tally, read_results
from tests.crash.tracer import can_fail_calls, can_trace

TOP = Path(__file__).parent.parent.parent

linux = pytest.mark.skipif(not can_trace, reason="system calls can be followed on Linux only")
x86_64 = pytest.mark.skipif(not can_fail_calls, reason="making a call fail is written for Linux on x86-64")


def play(*words: str) -> Tally:
    """Play some mishaps in a process that has one thread, as this one has not."""
    command = [sys.executable, "-m", "tests.crash.worker", *words]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONASYNCIODEBUG"}
    played = subprocess.run(command, cwd=TOP, env=environment, check=True, capture_output=True, text=True)
    return Tally.of(read_results(played.stdout.splitlines()))


@linux
def test_killed_at_a_sample_of_its_calls_it_loses_nothing_and_doubles_nothing() -> None:
    tally = play("kills", "--every", "223")
    assert tally.worst == []
    assert tally.points >= 80
    assert tally.shown_falsely * 2 <= tally.shown


@x86_64
def test_refused_at_a_sample_of_its_calls_by_the_disk_it_says_so() -> None:
    tally = play("refusals", "--every", "227")
    assert tally.worst == []
    assert tally.points >= 50


@x86_64
def test_a_commit_that_was_refused_is_not_found_after_a_kill() -> None:
    tally = play("refusals", "--scenarios", "queue", "--modes", "THEN_KILLED")
    assert tally.worst == []
    assert tally.points >= 10


@linux
def test_without_the_mark_before_the_last_octet_it_would_be_seen() -> None:
    control = CONTROLS["no mark before the last octet"]
    tally = play(
        "kills", "--spoil", "no mark before the last octet", "--scenarios", control.scenario, "--every", "23"
    )
    assert tally.faults[control.seen_as] > 0


@x86_64
def test_deaf_to_the_disk_it_would_be_seen() -> None:
    control = CONTROLS["deaf to the disk"]
    tally = play("refusals", "--spoil", "deaf to the disk", "--scenarios", control.scenario, "--every", "37")
    assert tally.faults[control.seen_as] > 0
