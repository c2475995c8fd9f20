"""A disk that keeps a draft, and disks that do not."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from tegata.self_test.drafts import judge, look
from tegata.self_test.finding import State
from tegata.store.drafts import Drafts
from tegata.store.durability import Durability
from tegata.store.store import Store
from tegata.store.trouble import StoreTrouble, Trouble

GOOD = Durability("3.40", "wal", synced=True)
FULL = Trouble(StoreTrouble.DISK_FULL, "No space left on device")


@pytest.mark.parametrize("name", ["", "not-yet/tegata"])
def test_it_is_tried_on_the_profiles_disk_and_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    places: list[str | None] = []

    class Noting(tempfile.TemporaryDirectory[str]):
        def __init__(self, dir: str | None = None, **more: object) -> None:  # noqa: A002
            places.append(dir)
            super().__init__(dir=dir, prefix="self-test-")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", Noting)
    found = look(tmp_path / name)
    assert found.state is State.OK
    assert found.figures["found"] is True
    assert [str(each) for each in places] == [str(tmp_path)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("durability", "found"),
    [
        (GOOD, False),
        (Durability("3.40", "delete", synced=True), True),
        (Durability("3.40", "wal", synced=False), True),
        (Durability("3.40", "truncate", synced=False), True),
    ],
)
def test_a_disk_that_cannot_promise(durability: Durability, found: bool) -> None:
    judged = judge(durability, found=found)
    assert judged.state is State.FAILED
    assert "--profile" in judged.advice
    assert judge(GOOD, found=True).state is State.OK
    assert judge(replace(GOOD, journal="truncate"), found=True).state is State.OK


def test_a_disk_that_takes_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(_directory: Path) -> Trouble:
        return FULL

    monkeypatch.setattr(Store, "open", refuse)
    found = look(tmp_path)
    assert (found.state, found.figures) == (State.FAILED, {"trouble": "disk-full"})
    assert "No space left" in found.fact


def test_a_disk_that_takes_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_given: object, **_more: object) -> Trouble:
        return FULL

    monkeypatch.setattr(Drafts, "keep", refuse)
    assert look(tmp_path).state is State.FAILED
