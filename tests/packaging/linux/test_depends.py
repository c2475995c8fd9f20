from pathlib import Path

import pytest

from linux import elf
from linux.debian import NotPackagedError
from linux.depends import depends
from linux.elf import Needs
from tests.packaging.linux.conftest import needs_debian

pytestmark = needs_debian


def test_what_is_brought_is_not_asked_of_the_system(bundle: Path) -> None:
    found = {each.partition(" ")[0] for each in depends(bundle)}
    assert "libc6" in found
    assert "zlib1g" not in found


def test_the_c_library_must_be_as_new_as_the_symbols_used(bundle: Path) -> None:
    (libc,) = (each for each in depends(bundle) if each.startswith("libc6 "))
    assert libc.startswith("libc6 (>= 2.")


def test_what_no_package_brings_is_an_error(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = Needs(frozenset({"libtegata.so.1"}), frozenset())
    monkeypatch.setattr(elf, "needs", lambda _files: missing)
    with pytest.raises(NotPackagedError, match=r"libtegata\.so\.1"):
        depends(bundle)
