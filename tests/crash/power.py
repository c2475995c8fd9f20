"""Cuts the power at every change of the disk, in every scene, and starts again.

    python -m tests.crash.power [--scene NAME] [--chances N]

A scene is played once on a file system that writes down what is done to it (`power_mount`). The power is
then cut after each entry of that log: once so that nothing stays but what was fsynced, and N times so that
any part of the rest stays too (`power_disk`). Then all of it once more on a disk without shared memory, where
the store goes by a journal. The negative controls must be caught, else the run fails.
"""

import argparse
import asyncio
import hashlib
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from tests.crash.post import Post
from tests.crash.power_disk import Disk, Image, Operation, lay_out
from tests.crash.power_judge import judge
from tests.crash.power_scenes import SCENES, Scene
from tests.crash.power_stage import Stage, listening

MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of no speed would be worn for nothing
_PATIENCE = 20.0  # seconds for the file system to come or go

Careless = Callable[[], AbstractContextManager[Any]]


@dataclass
class Tally:
    """What came of the cuts of one scene. `disks` are those that differ, each judged once."""

    cuts: int = 0
    disks: int = 0
    perhaps: int = 0
    wrongly: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def count(self, beginning: str) -> int:
        """Return how many faults begin with this word."""
        return sum(beginning in fault for fault in self.faults)


class _Hasty(sqlite3.Connection):
    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        return super().execute(statement.replace("synchronous = FULL", "synchronous = NORMAL"), *values)


def normal_sync() -> AbstractContextManager[Any]:
    """Have SQLite fsync as rarely as many programs do."""
    connect = sqlite3.connect
    return mock.patch("sqlite3.connect", lambda *given, **named: connect(*given, factory=_Hasty, **named))


def no_directory_sync() -> AbstractContextManager[Any]:
    """Leave out the fsync of the letters' directory."""
    return mock.patch("tegata.private_files.sync_directory", return_value=None)


CONTROLS: dict[str, tuple[str, Careless]] = {
    "`synchronous=NORMAL`": ("send with attachment", normal_sync),
    "no fsync of the directory": ("queue", no_directory_sync),
}


def can_mount() -> bool:
    """Whether this machine lets us bring a file system of our own."""
    return os.access("/dev/fuse", os.W_OK) and shutil.which("fusermount3") is not None


def try_scene(
    scene: Scene, chances: int, careless: Careless = nullcontext, step: int = 1, *, apart: bool = False
) -> Tally:
    """Play the scene, and cut the power after each `step`th entry of its log; `apart` as in `mounted`."""
    began, tally = time.monotonic(), Tally()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        with careless():
            operations = record(scene, Path(place), apart=apart)
        asyncio.run(_judge_all(_cuts(operations, chances, step), tally, Path(place)))
    tally.seconds = time.monotonic() - began
    return tally


def record(scene: Scene, place: Path, *, apart: bool = False) -> list[Operation]:
    """Play the scene on a recording disk; return what was done to that."""
    log = place / "log"
    with mounted(place / "disk", log, apart=apart) as disk:
        asyncio.run(_play(scene, disk))
    operations: list[Operation] = pickle.loads(log.read_bytes())  # noqa: S301 - our own, of a moment ago
    return operations


async def _play(scene: Scene, disk: Path) -> None:
    post = Post()
    async with listening(post) as port:
        await scene(Stage(disk, port, post))


@contextmanager
def mounted(disk: Path, log: Path, *, apart: bool) -> Iterator[Path]:
    """Bring a recording disk; `apart`: one where processes share no memory."""
    disk.mkdir()
    mood = ["apart"] if apart else []
    server = subprocess.Popen([sys.executable, "-m", "tests.crash.power_mount", str(disk), str(log), *mood])
    try:
        _wait_until(disk.is_mount)
        yield disk
        subprocess.run(["fusermount3", "-u", str(disk)], check=True)
        server.wait(_PATIENCE)
    finally:
        if server.poll() is None:
            subprocess.run(["fusermount3", "-u", "-z", str(disk)], check=False)
            server.kill()
            server.wait()


def _wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError("the file system did not come")
        time.sleep(0.02)


def _cuts(operations: Sequence[Operation], chances: int, step: int) -> Iterator[tuple[Image, list[str]]]:
    disk = Disk()
    prepared = any(getattr(operation, "text", "") == "go" for operation in operations)
    for number, operation in enumerate(operations):
        disk.take(operation)
        if number % step or (prepared and "go" not in disk.notes):
            continue
        yield disk.cut(None), list(disk.notes)
        for chance in range(chances):
            yield disk.cut(Random(number * 1000 + chance)), list(disk.notes)  # noqa: S311


async def _judge_all(cuts: Iterator[tuple[Image, list[str]]], tally: Tally, place: Path) -> None:
    seen: set[bytes] = set()
    post = Post()
    async with listening(post) as port:
        for image, notes in cuts:
            tally.cuts += 1
            name = _name(image, notes)
            if name in seen:
                continue
            seen.add(name)
            tally.disks += 1
            with tempfile.TemporaryDirectory(dir=place) as directory:
                lay_out(image, Path(directory))
                verdict = await judge(Path(directory), notes, port, post)
            tally.perhaps += verdict.perhaps
            tally.wrongly += verdict.wrongly
            tally.faults += [f"cut {tally.cuts}: {fault}" for fault in verdict.faults]


def _name(image: Image, notes: Sequence[str]) -> bytes:
    return hashlib.sha256(pickle.dumps((sorted(image.items()), tuple(notes)))).digest()


def main() -> int:
    """Run all scenes and controls; return 1 where a promise was broken or a control not caught."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scene", action="append", choices=SCENES)
    parser.add_argument("--chances", type=int, default=3)
    chosen = parser.parse_args()
    if not can_mount():
        print("## Power cuts\n\nLeft out: no file system of one's own can be mounted here.\n")
        return 0
    tallies = {name: try_scene(SCENES[name], chosen.chances) for name in chosen.scene or SCENES}
    tallies |= {
        f"{name}, by the journal": try_scene(SCENES[name], chosen.chances, apart=True)
        for name in chosen.scene or SCENES
    }
    caught = {name: try_scene(SCENES[scene], 1, careless) for name, (scene, careless) in CONTROLS.items()}
    print(report(tallies, caught))
    for name, tally in tallies.items():
        print("".join(f"{name}: {fault}\n" for fault in tally.faults[:10]), end="")
    broken = any(tally.faults for tally in tallies.values())
    return int(broken or not all(tally.faults for tally in caught.values()))


def report(tallies: dict[str, Tally], caught: dict[str, Tally]) -> str:
    """Return both tables, in Markdown."""
    head = (
        "| scene | cuts | different disks | lost | silent doubles | broken starts | perhaps (wrongly) | s |"
    )
    lines = ["## Power cuts", "", head, "|---|---|---|---|---|---|---|---|"]
    lines += [_row(name, tally) for name, tally in tallies.items()]
    lines += [
        "",
        f"{sum(tally.cuts for tally in tallies.values())} cuts. Negative controls:",
        "",
        *lines[2:4],
    ]
    lines += [_row(name, tally) for name, tally in caught.items()]
    return "\n".join(lines) + "\n"


def _row(name: str, tally: Tally) -> str:
    faults = " | ".join(str(tally.count(word)) for word in ("lost:", "double:", "broken start:"))
    perhaps = f"{tally.perhaps} ({tally.wrongly})"
    return f"| {name} | {tally.cuts} | {tally.disks} | {faults} | {perhaps} | {tally.seconds:.0f} |"


if __name__ == "__main__":
    sys.exit(main())
