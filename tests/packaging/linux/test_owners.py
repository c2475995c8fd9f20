import sys
from pathlib import Path

import pytest

from linux.owners import Kind, NobodysError, Owner, owner, owners
from linux.wheels import Wheels
from tests.packaging.linux.conftest import needs_debian


@pytest.fixture(scope="module")
def wheels() -> Wheels:
    return Wheels(sys.path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tegata", Owner(Kind.LOADER, "pyinstaller")),
        ("_internal/_pyi_rth_utils/__init__.pyc", Owner(Kind.LOADER, "pyinstaller")),
        ("_internal/tegata/mail/draft.pyc", Owner(Kind.TEGATA, "tegata")),
        ("_internal/tegata/resources/icons/lucide/check.svg", Owner(Kind.LUCIDE, "lucide")),
        ("_internal/tegata/resources/icons/tegata.svg", Owner(Kind.TEGATA, "tegata")),
        ("_internal/idna/core.pyc", Owner(Kind.WHEEL, "idna")),
        ("_internal/PySide6/Qt/translations/qtbase_ja.qm", Owner(Kind.WHEEL, "PySide6_Essentials")),
        ("_internal/shiboken6/files.dir/shibokensupport/__init__.pyc", Owner(Kind.WHEEL, "shiboken6")),
        ("_internal/asyncio/events.pyc", Owner(Kind.PYTHON, "python")),
        ("_internal/libpython3.11.so.1.0", Owner(Kind.PYTHON, "python")),
    ],
)
def test_each_file_has_an_owner(name: str, expected: Owner, wheels: Wheels) -> None:
    assert owner(name, wheels) == expected


@needs_debian
def test_what_nobody_owns_is_an_error(wheels: Wheels) -> None:
    with pytest.raises(NobodysError, match=r"libtegata\.so\.1"):
        owner("_internal/libtegata.so.1", wheels)


@needs_debian
def test_a_whole_bundle_is_shared_out_without_its_links(bundle: Path, wheels: Wheels) -> None:
    found = owners(bundle, wheels)
    assert found[Owner(Kind.SYSTEM, "zlib1g")] == ["_internal/libz.so.1"]
    assert sum(map(len, found.values())) == 5
