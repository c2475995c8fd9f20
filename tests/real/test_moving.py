"""Anna's line changes under her, in its namespace: her window says so, though nobody asks."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.real.bed import Bed
from tests.real.places import LINE_C, ROUTER, WIRE, command_at

ROUTER_ADDRESS, ADDRESS, OTHER_ADDRESS, OTHER_ROUTER = (str(LINE_C.net6[host]) for host in (1, 2, 7, 9))
DEFAULT = ("route", "replace", "default", "via", ROUTER_ADDRESS)


class Line:
    """Line C. What is changed there is put back by what has been said `finally`."""

    def __init__(self, program: subprocess.Popen[str], undo: ExitStack) -> None:
        self._program = program
        self._undo = undo

    def says(self) -> str:
        """Return the next line of the program that stands by there."""
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()

    def change(self, *what: str) -> None:
        _run(*command_at(LINE_C, "ip", "-6", *what))

    def finally_change(self, *what: str) -> None:
        self._undo.callback(self.change, *what)

    def add_a_router(self) -> None:
        """Let the router have a second address, as if it were another one."""
        where = (f"{OTHER_ROUTER}/64", "dev", LINE_C.port)
        _run("ip", "-n", ROUTER, "address", "add", *where, "nodad")
        self._undo.callback(_run, "ip", "-n", ROUTER, "address", "del", *where)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=20)


@pytest.fixture
def line(bed: Bed, tmp_path: Path) -> Iterator[Line]:
    command = command_at(LINE_C, sys.executable, "-m", "tests.real.mover", bed.ca_file, tmp_path)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program, ExitStack() as undo:
        undo.callback(program.terminate)
        line = Line(program, undo)
        assert line.says() == "open"
        yield line


def test_another_address_voids_the_window(line: Line) -> None:
    line.finally_change("address", "del", f"{OTHER_ADDRESS}/64", "dev", WIRE)
    line.finally_change(*DEFAULT)
    line.finally_change("address", "add", f"{ADDRESS}/64", "dev", WIRE, "nodad")
    line.change("address", "add", f"{OTHER_ADDRESS}/64", "dev", WIRE, "nodad")
    line.change("address", "del", f"{ADDRESS}/64", "dev", WIRE)
    assert line.says() == "void readdressed"


def test_another_router_voids_the_window_and_the_first_revives_it(line: Line) -> None:
    line.add_a_router()
    line.finally_change(*DEFAULT)
    line.change("route", "replace", "default", "via", OTHER_ROUTER)
    assert line.says() == "void moved"
    line.change(*DEFAULT)
    assert line.says() == "open"


def test_a_route_that_comes_back_the_same_keeps_the_window(line: Line) -> None:
    line.finally_change(*DEFAULT)
    line.change("route", "del", "default")
    assert line.says() == "cut off"
    line.change(*DEFAULT)
    assert line.says() == "open"
