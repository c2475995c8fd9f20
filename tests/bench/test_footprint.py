"""What a process takes, as Linux counts it."""

import subprocess
import sys
import time

import pytest

from tests.bench.footprint import Reading, Upkeep, family, memory, reading

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")

_PARENT = """
import subprocess, sys, threading
script = "b = bytes(50_000_000) + b'z'; input()"
def start():
    child = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE)
    print(child.pid, flush=True)
    input()
    child.communicate(b"\\n")
thread = threading.Thread(target=start)
thread.start()
thread.join()
"""


def test_what_a_program_has_started_counts_too() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert family(parent.pid) == [parent.pid, child]
        while memory(parent.pid) < 50_000_000:
            time.sleep(0.01)
        parent.communicate("\n")
    assert memory(parent.pid) == 0


def test_who_waits_is_counted_each_time_it_wakes() -> None:
    script = "import time\nfor _ in range(20): time.sleep(0.01)\nprint(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as sleeper:
        assert sleeper.stdout is not None
        sleeper.stdout.readline()
        assert reading(sleeper.pid).since(Reading(0, {})).wakes > 10
        assert reading(sleeper.pid).cpu >= 0
        sleeper.communicate("\n")


def test_a_thread_that_has_ended_takes_nothing_back() -> None:
    before = Reading(1.0, {"window": 4, "worker": 100})
    assert Reading(3.0, {"window": 9, "other": 2}).since(before) == Upkeep(2.0, 7)
