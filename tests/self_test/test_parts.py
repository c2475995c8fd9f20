"""The list of parts."""

from pathlib import Path

from tegata.self_test.finding import State
from tegata.self_test.parts import parts_of


def test_each_part_has_a_name_of_its_own_and_a_title(tmp_path: Path) -> None:
    parts = parts_of(tmp_path)
    assert len({each.name for each in parts}) == len(parts)
    assert all(each.title for each in parts)


def test_the_profile_that_was_named_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("not a folder")
    (place,) = (each for each in parts_of(tmp_path / "p") if each.name == "profile")
    assert place.look().state is State.FAILED
