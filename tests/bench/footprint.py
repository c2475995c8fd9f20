"""What running programs take, as Linux counts it: memory, time of the processor, how often they wake up."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Since the start: seconds of the processor, and how often a thread has slept and been woken."""

    cpu: float
    wakes: int

    def since(self, before: "Upkeep") -> "Upkeep":
        """Return what came between the two."""
        return Upkeep(self.cpu - before.cpu, self.wakes - before.wakes)


def memory(process: int) -> int:
    """Return the octets of a process and its descendants (PSS: what is shared counts by its share)."""
    rollups = (_read(_PROC / str(each) / "smaps_rollup") for each in family(process))
    return 1024 * sum(int(kib) for text in rollups for kib in re.findall(r"^Pss: +(\d+)", text, re.MULTILINE))


def upkeep(process: int) -> Upkeep:
    """Return what a process and its descendants have taken so far. Who has ended is not counted."""
    everybody = family(process)
    return Upkeep(
        sum(map(_cpu, everybody)), sum(_sleeps(status) for each in everybody for status in _threads(each))
    )


def family(process: int) -> list[int]:
    """Return the process and its descendants."""
    children = _read(_PROC / str(process) / "task" / str(process) / "children").split()
    return [process, *(each for child in children for each in family(int(child)))]


def _cpu(process: int) -> float:
    """Return the seconds in user and system mode (proc(5): fields 14 and 15; the second may hold spaces)."""
    fields = _read(_PROC / str(process) / "stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / _TICK


def _threads(process: int) -> Iterator[str]:
    return (_read(status) for status in (_PROC / str(process) / "task").glob("*/status"))


def _sleeps(status: str) -> int:
    return sum(map(int, re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", status, re.MULTILINE)))


def _read(path: Path) -> str:
    """Return the file's text; nothing of a process that has just ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
