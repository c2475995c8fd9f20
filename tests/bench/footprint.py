"""What running programs take, as Linux counts it: memory, time of the processor, how often they wake up."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was taken in a while: seconds of the processor, and how often a thread that slept was woken."""

    cpu: float
    wakes: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What has been taken so far; `sleeps` by thread, since those that end are counted no more."""

    cpu: float
    sleeps: dict[str, int]

    def since(self, before: "Reading") -> Upkeep:
        """Return what came between the two."""
        wakes = sum(count - before.sleeps.get(thread, 0) for thread, count in self.sleeps.items())
        return Upkeep(self.cpu - before.cpu, wakes)


def memory(process: int) -> int:
    """Return the octets of a process and its descendants (PSS: what is shared counts by its share)."""
    rollups = (_read(_PROC / str(each) / "smaps_rollup") for each in family(process))
    return 1024 * sum(int(kib) for text in rollups for kib in re.findall(r"^Pss: +(\d+)", text, re.MULTILINE))


def reading(process: int) -> Reading:
    """Read what a process and its descendants have taken."""
    everybody = family(process)
    threads = (file for each in everybody for file in (_PROC / str(each) / "task").glob("*/status"))
    return Reading(sum(map(_cpu, everybody)), {str(file): _sleeps(_read(file)) for file in threads})


def family(process: int) -> list[int]:
    """Return the process and its descendants."""
    threads = (_PROC / str(process) / "task").glob("*/children")  # each thread's own
    children = [child for thread in threads for child in _read(thread).split()]
    return [process, *(each for child in children for each in family(int(child)))]


def _cpu(process: int) -> float:
    """Return the seconds in user and system mode (proc(5): fields 14 and 15; the second may hold spaces)."""
    fields = _read(_PROC / str(process) / "stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / _TICK


def _sleeps(status: str) -> int:
    return sum(map(int, re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", status, re.MULTILINE)))


def _read(path: Path) -> str:
    """Return the file's text; nothing of a process that has just ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
