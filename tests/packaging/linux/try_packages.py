"""The .deb and the .tar.gz that `make deb tarball` leave: looked over, made once more, and tried.

Not one of the everyday tests: `make deb-check` runs it.
"""

import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tegata import __version__
from tests.packaging.parts import TOP

DIST = TOP / "dist"
(DEB,) = DIST.glob(f"tegata_{__version__}_*.deb")
(TARBALL,) = DIST.glob(f"tegata-{__version__}-linux-*.tar.gz")
MEGABYTE = 1_000_000
pytestmark = pytest.mark.timeout(900)  # packing takes its time
PLAY_ENDS = "this letter showed its pass at the gate."


def said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("contents")
    subprocess.run(["dpkg-deb", "-R", DEB, place], check=True)
    return place


def test_it_is_no_larger_than_was_promised(contents: Path) -> None:
    assert DEB.stat().st_size <= 40 * MEGABYTE
    files = [each for each in contents.rglob("*") if each.is_file() and not each.is_symlink()]
    assert sum(each.stat().st_size for each in files) <= 145 * MEGABYTE
    assert int(said("dpkg-deb", "--field", DEB, "Installed-Size")) * 1024 <= 145 * MEGABYTE


def test_debians_own_inspector_finds_nothing_to_complain_of() -> None:
    """Overrides have their reason beside them in `packaging/linux/lintian-overrides`."""
    command = ["lintian", "--allow-root", "--display-info", str(DEB)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert re.findall(r"^[EW]: .*$|^I: .*unused-override.*$", told, re.MULTILINE) == []


def test_no_library_looks_in_a_folder_of_its_builder(contents: Path) -> None:
    libraries = [each for each in contents.rglob("*.so*") if each.is_file() and not each.is_symlink()]
    told = said("readelf", "-d", "-W", *libraries)
    paths = {path for found in re.findall(r"R(?:UN)?PATH\).*\[(.*)\]", told) for path in found.split(":")}
    assert {path for path in paths if not path.startswith("$ORIGIN")} == set()


def test_everything_in_it_has_its_licence(contents: Path) -> None:
    text = (contents / "usr/share/doc/tegata/copyright").read_text(encoding="utf-8")
    table = re.findall(r"^  (\S+).*\(.+\)$", text.partition("\n\n\n")[0], re.MULTILINE)
    wanted = {"Tegata", "Python", "PySide6_Essentials", "shiboken6", "Lucide's", "openssl", "libxcb"}
    assert wanted - set(table) == set()


def made_at(made: Path) -> str:
    """Return the date that it bears, in seconds. That of a package is in its first header: see ar(5)."""
    if made == DEB:
        return made.read_bytes()[24:36].decode().strip()
    with tarfile.open(made) as archive:
        first = archive.next()
    return str(int(first.mtime)) if first else ""


@pytest.mark.parametrize(("kind", "made"), [("deb", DEB), ("tarball", TARBALL)], ids=["deb", "tarball"])
def test_made_once_more_it_is_the_same(kind: str, made: Path, tmp_path: Path) -> None:
    again = [str(TOP / ".venv-bundle" / "bin" / "python"), "-m", "linux", kind, str(tmp_path)]
    settings = {"PYTHONPATH": "packaging:build/program", "SOURCE_DATE_EPOCH": made_at(made)}
    subprocess.run(again, cwd=TOP, env=os.environ | settings, capture_output=True, check=True)
    assert (tmp_path / made.name).read_bytes() == made.read_bytes()


def test_the_archive_installs_for_one_user_runs_and_goes(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def run(*command: str | Path) -> str:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        return done.stdout

    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    run("tar", "xzf", TARBALL, "-C", unpacked)
    (folder,) = unpacked.iterdir()
    assert "are missing" not in run(folder / "install.sh")
    shutil.rmtree(folder)
    assert run(tmp_path / ".local/bin/tegata", "--version") == f"Tegata {__version__}\n"
    assert PLAY_ENDS in run(tmp_path / ".local/bin/tegata", "practice", "--play")
    run("desktop-file-validate", tmp_path / ".local/share/applications/tegata.desktop")
    run(tmp_path / ".local/lib/tegata/install.sh", "--uninstall")
    assert [each for each in (tmp_path / ".local").rglob("*") if not each.is_dir()] == []
