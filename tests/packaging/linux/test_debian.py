import pytest

from linux import debian
from tests.packaging.linux.conftest import needs_debian


@needs_debian
def test_a_library_is_traced_to_its_source_package() -> None:
    binary = debian.binary_of(debian.path_of("libz.so.1"))
    package = debian.source_of(binary)
    assert (binary, package.name) == ("zlib1g", "zlib")
    assert package.version
    assert "Jean-loup Gailly" in package.copyright


@needs_debian
def test_a_library_of_nobody_is_named() -> None:
    with pytest.raises(debian.NotPackagedError, match=r"libtegata\.so\.1"):
        debian.path_of("libtegata.so.1")


def test_licences_are_named_by_a_machine_readable_text() -> None:
    text = (
        "Format: x\n\nFiles: *\nLicense: MIT\n\nFiles: debian/*\nLicense: GPL-2+\n\nLicense: MIT\n Permission"
    )
    assert debian.licences_named(text) == ["GPL-2+", "MIT"]
    assert debian.licences_named("It may be copied freely.") == []


def test_common_licences_are_found_where_a_text_points_to_them() -> None:
    here = "/usr/share/common-licenses"
    text = f"see {here}/GPL-2. And `{here}/LGPL-2.1'; {here}/GPL-2"
    assert debian.common_licences(text) == ["GPL-2", "LGPL-2.1"]
