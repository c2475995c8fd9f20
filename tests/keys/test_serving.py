"""The process that serves: one line for each line, whatever is printed there, until nobody asks any more."""

import subprocess

from tegata.keys.errand import Deed, Errand
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.wire import errand_line, read_answer
from tegata.secret import Secret
from tests.keys.fake_process import serving

PRINTS = """
import os
class Talker(FakeSafe):
    def get(self, entry):
        print("Good morning!", flush=True)
        os.system("echo Good evening!")
        return super().get(entry)
safe = Talker()
"""
WATCHED = """
import atexit, sys
safe = FakeSafe()
LOADED = {"PySide6", "asyncio", "sqlite3"}
atexit.register(lambda: print(LOADED & set(sys.modules), file=sys.stderr))
"""


def served(command: list[str], *lines: bytes) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command, input=b"".join(lines), capture_output=True, timeout=60, check=False)


def test_each_errand_is_answered_in_turn() -> None:
    errands = [Errand(Deed.SET, "a", None, Secret("手形")), Errand(Deed.GET, "a"), Errand(Deed.GET, "b")]
    ran = served(serving(), *map(errand_line, errands))
    answers = [read_answer(line) for line in ran.stdout.splitlines()]
    assert answers == [None, Secret("手形"), KeyTrouble.MISSING]
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_nothing_else_comes_out_whatever_a_library_prints() -> None:
    ran = served(serving(before=PRINTS), errand_line(Errand(Deed.GET, "a")))
    assert [read_answer(line) for line in ran.stdout.splitlines()] == [KeyTrouble.MISSING]


def test_a_line_that_is_no_errand_ends_it_and_is_not_repeated() -> None:
    ran = served(serving(), b'{"deed": "set", "keep": "opensesame"}\n')
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b"opensesame" not in ran.stderr


def test_it_loads_little() -> None:
    ran = served(serving(before=WATCHED), errand_line(Errand(Deed.LOOK)))
    assert ran.stderr.strip() == b"set()"
