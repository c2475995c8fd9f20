import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linux.changes import Release
from linux.deb import Made, installed_kib, make_deb
from tests.packaging.linux.conftest import needs_debian

pytestmark = needs_debian
TOLD = (Release("0.1.0", None, "The first one.", ("A window.",)),)


@pytest.fixture
def made(bundle: Path) -> Made:
    share = {"applications/tegata.desktop": b"[Desktop Entry]\n", "doc/tegata/copyright": b"MIT\n"}
    when = datetime(2026, 12, 24, tzinfo=UTC)
    return Made(bundle, share, TOLD, when, "Anna <anna@provider-a.example>")


def field(package: Path, name: str) -> str:
    told = ["dpkg-deb", "--field", str(package), name]
    return subprocess.run(told, capture_output=True, text=True, check=True).stdout.strip()


def test_a_package_says_what_it_is_and_needs(made: Made, tmp_path: Path) -> None:
    package = make_deb(made, tmp_path / "root", tmp_path / "dist")
    architecture = field(package, "Architecture")
    assert package == tmp_path / "dist" / f"tegata_0.1.0_{architecture}.deb"
    assert field(package, "Maintainer") == "Anna <anna@provider-a.example>"
    needs = field(package, "Depends").split(", ")
    assert needs[0] == "ca-certificates"
    assert any(each.startswith("libc6 (>= ") for each in needs)
    assert field(package, "Installed-Size") == str(installed_kib(tmp_path / "root"))


def test_everything_in_it_is_roots_and_only_the_program_runs(made: Made, tmp_path: Path) -> None:
    package = make_deb(made, tmp_path / "root", tmp_path / "dist")
    told = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True)
    lines = [line.split() for line in told.stdout.splitlines()]
    assert {line[1] for line in lines} == {"root/root"}
    modes = {" ".join(line[5:]): line[0] for line in lines}
    assert modes.pop("./usr/bin/tegata -> /opt/tegata/tegata") == "lrwxrwxrwx"
    assert modes.pop("./opt/tegata/_internal/libz.so -> libz.so.1") == "lrwxrwxrwx"
    assert modes.pop("./opt/tegata/tegata") == "-rwxr-xr-x"
    assert set(modes.values()) == {"drwxr-xr-x", "-rw-r--r--"}
    assert "./usr/share/applications/tegata.desktop" in modes
    assert "./usr/share/doc/tegata/changelog.gz" in modes


def test_every_file_can_be_compared_with_its_sum(made: Made, tmp_path: Path) -> None:
    make_deb(made, tmp_path / "root", tmp_path / "dist")
    root = tmp_path / "root"
    lines = (root / "DEBIAN" / "md5sums").read_text().splitlines()
    sums = {name: total for total, name in (line.split("  ", 1) for line in lines)}
    files = {
        str(each.relative_to(root)) for each in root.rglob("*") if each.is_file() and not each.is_symlink()
    }
    assert set(sums) == {each for each in files if not each.startswith("DEBIAN/")}
    program = (root / "opt" / "tegata" / "tegata").read_bytes()
    assert sums["opt/tegata/tegata"] == hashlib.md5(program, usedforsecurity=False).hexdigest()


def test_made_twice_it_is_the_same(made: Made, tmp_path: Path) -> None:
    first = make_deb(made, tmp_path / "one", tmp_path / "first").read_bytes()
    (made.bundle / "tegata").touch()
    assert make_deb(made, tmp_path / "two", tmp_path / "second").read_bytes() == first
