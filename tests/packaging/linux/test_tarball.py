import tarfile
from datetime import UTC, datetime
from pathlib import Path

from linux.tarball import make_tarball

WHEN = datetime(2026, 12, 24, tzinfo=UTC)
SHARE = {"applications/tegata.desktop": b"[Desktop Entry]\n"}


def test_all_lies_in_one_folder_and_belongs_to_nobody_here(bundle: Path, tmp_path: Path) -> None:
    archive = make_tarball(bundle, SHARE, "tegata-1-linux", WHEN, tmp_path / "root", tmp_path / "dist")
    assert archive == tmp_path / "dist" / "tegata-1-linux.tar.gz"
    with tarfile.open(archive) as tar:
        entries = {each.name: each for each in tar.getmembers()}
    assert {name.partition("/")[0] for name in entries} == {"tegata-1-linux"}
    assert {(each.uid, each.uname, each.mtime) for each in entries.values()} == {
        (0, "root", WHEN.timestamp())
    }
    runs = {name for name, each in entries.items() if each.isfile() and each.mode & 0o111}
    assert runs == {"tegata-1-linux/install.sh", "tegata-1-linux/tegata/tegata"}
    assert entries["tegata-1-linux/tegata/_internal/libz.so"].linkname == "libz.so.1"
    assert "tegata-1-linux/share/applications/tegata.desktop" in entries


def test_made_twice_it_is_the_same(bundle: Path, tmp_path: Path) -> None:
    first = make_tarball(bundle, SHARE, "tegata", WHEN, tmp_path / "one", tmp_path / "first").read_bytes()
    (bundle / "tegata").touch()
    assert (
        make_tarball(bundle, SHARE, "tegata", WHEN, tmp_path / "two", tmp_path / "second").read_bytes()
        == first
    )
