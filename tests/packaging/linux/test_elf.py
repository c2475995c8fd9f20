import re
import shutil
import subprocess
from pathlib import Path

import pytest

from linux import elf
from linux.debian import path_of
from tests.packaging.linux.conftest import needs_debian

pytestmark = pytest.mark.skipif(shutil.which("readelf") is None, reason="binutils are not installed")


def test_programs_and_libraries_are_told_from_other_files(bundle: Path) -> None:
    assert [each.name for each in elf.objects(bundle)] == ["libz.so.1", "tegata"]


def test_what_is_missing_is_asked_for_and_not_brought(bundle: Path) -> None:
    needs = elf.needs(elf.objects(bundle))
    assert "libc.so.6" in needs.missing
    assert "libz.so.1" in needs.brought
    assert elf.Needs(frozenset({"liba.so.1", "libb.so.1"}), frozenset({"liba.so.1"})).missing == {"libb.so.1"}


@needs_debian
@pytest.mark.parametrize(
    ("before", "after"), [("/home/anna/python/lib", ""), ("$ORIGIN/../lib", "$ORIGIN/../lib")]
)
def test_a_folder_of_the_builders_is_forgotten_and_the_own_place_is_not(
    tmp_path: Path, before: str, after: str
) -> None:
    library = tmp_path / "lib.so"
    linked = ["ld", "-shared", "-rpath", before, "-o", str(library), str(path_of("libz.so.1"))]
    subprocess.run(linked, check=True, capture_output=True)
    assert searched(library) == before
    elf.forget_places([library])
    assert searched(library) == after


def searched(library: Path) -> str:
    told = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=True).stdout
    found = re.search(r"R(?:UN)?PATH\).*\[(.*)\]", told)
    return found[1] if found else ""
