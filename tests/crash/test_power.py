"""A few power cuts of each kind; `python -m tests.crash.power` makes thousands."""

from pathlib import Path
from random import Random

import pytest

from tests.crash.power import CONTROLS, can_mount, record, try_scene
from tests.crash.power_disk import ROOT, Cropped, Made, Operation, Renamed, Synced, Wrote, replay
from tests.crash.power_scenes import SCENES

needs_fuse = pytest.mark.skipif(not can_mount(), reason="no file system of one's own can be mounted here")


@needs_fuse
@pytest.mark.parametrize("apart", [False, True], ids=["by the log", "by the journal"])
@pytest.mark.parametrize("name", ["send with attachment", "start after a crash"])
def test_after_a_power_cut_nothing_is_lost_and_nothing_goes_twice(name: str, apart: bool) -> None:
    tally = try_scene(SCENES[name], chances=1, step=14, apart=apart)
    assert tally.disks > 10
    assert tally.faults == []


@needs_fuse
@pytest.mark.parametrize("name", SCENES)
def test_every_scene_can_be_played(name: str, tmp_path: Path) -> None:
    assert record(SCENES[name], tmp_path)


@needs_fuse
@pytest.mark.parametrize("apart", [False, True], ids=["by the log", "by the journal"])
@pytest.mark.parametrize("name", CONTROLS)
def test_carelessness_is_caught(name: str, apart: bool) -> None:
    scene, careless = CONTROLS[name]
    assert try_scene(SCENES[scene], chances=1, careless=careless, step=5, apart=apart).faults != []


WRITTEN: tuple[Operation, ...] = (Made(ROOT, "a", 2, False), Wrote(2, 0, b"x" * 1024))


def test_a_name_that_was_not_fsynced_is_gone() -> None:
    assert replay((*WRITTEN, Synced(2))).cut(None) == {}
    assert replay((*WRITTEN, Synced(2), Synced(ROOT))).cut(None) == {"/a": b"x" * 1024}


def test_octets_that_were_not_fsynced_are_gone() -> None:
    assert replay((*WRITTEN, Synced(ROOT))).cut(None) == {"/a": b""}
    assert replay((*WRITTEN, Synced(2), Synced(ROOT), Cropped(2, 3))).cut(None) == {"/a": b"x" * 1024}


def test_a_rename_is_whole_or_not_at_all() -> None:
    disk = replay((*WRITTEN, Synced(2), Synced(ROOT), Renamed(ROOT, "a", ROOT, "b")))
    assert disk.cut(None) == {"/a": b"x" * 1024}
    names = {tuple(disk.cut(Random(number))) for number in range(50)}  # noqa: S311
    assert names == {("/a",), ("/b",)}


def test_any_part_of_the_rest_may_stay_torn_at_sectors() -> None:
    disk = replay((*WRITTEN, Synced(ROOT)))
    left = {disk.cut(Random(number))["/a"] for number in range(200)}  # noqa: S311
    first, second = b"x" * 512, b"x" * 1024
    assert {b"", first, second, bytes(512) + first} == left
