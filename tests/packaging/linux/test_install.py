"""install.sh, tried on an archive in small."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linux.tarball import make_tarball

ENTRY = Path(__file__).parent.parent.parent.parent / "packaging" / "linux" / "tegata.desktop"


@dataclass
class Traveller:
    """Somebody with a home folder and the archive unpacked beside it."""

    home: Path
    unpacked: Path

    def run(self, script: Path, *words: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"HOME": str(self.home)}
        return subprocess.run(
            ["sh", script, *words], env=environment, capture_output=True, text=True, check=False
        )

    def install(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.unpacked / "install.sh", *words)


@pytest.fixture
def traveller(bundle: Path, tmp_path: Path) -> Traveller:
    share = {
        "applications/tegata.desktop": ENTRY.read_bytes(),
        "icons/hicolor/scalable/apps/tegata.svg": b"<svg/>",
        "man/ja/man1/tegata.1.gz": b"",
    }
    when = datetime(2026, 12, 24, tzinfo=UTC)
    archive = make_tarball(bundle, share, "tegata-1", when, tmp_path / "root", tmp_path / "dist")
    subprocess.run(["tar", "xzf", archive], cwd=tmp_path, check=True)
    home = tmp_path / "home"
    home.mkdir()
    return Traveller(home, tmp_path / "tegata-1")


def files(folder: Path) -> set[str]:
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if not each.is_dir()}


def test_it_installs_for_one_user_and_leaves_nothing(traveller: Traveller) -> None:
    done = traveller.install()
    assert (done.returncode, done.stderr) == (0, "")
    local = traveller.home / ".local"
    assert (local / "bin" / "tegata").resolve() == local / "lib" / "tegata" / "tegata"
    assert os.access(local / "bin" / "tegata", os.X_OK)
    entry = (local / "share" / "applications" / "tegata.desktop").read_text(encoding="utf-8")
    assert f"\nExec={local}/bin/tegata %u\n" in entry
    assert f"\nExec={local}/bin/tegata --check\n" in entry
    assert f"\nTryExec={local}/bin/tegata\n" in entry
    assert (local / "share" / "man" / "ja" / "man1" / "tegata.1.gz").is_file()
    gone = traveller.run(local / "lib" / "tegata" / "install.sh", "--uninstall")
    assert (gone.returncode, gone.stderr) == (0, "")
    assert list(local.iterdir()) == []


def test_what_others_keep_there_stays(traveller: Traveller) -> None:
    prefix = traveller.home / "usr"
    theirs = {"share/applications/other.desktop", "share/tegata/accounts.toml", "bin/other", "lib/other/x"}
    for name in theirs:
        (prefix / name).parent.mkdir(parents=True, exist_ok=True)
        (prefix / name).write_text("theirs")
    assert traveller.install("--prefix", str(prefix)).returncode == 0
    assert traveller.install("--prefix", str(prefix), "--uninstall").returncode == 0
    assert files(prefix) - {"share/applications/mimeinfo.cache"} == theirs


def test_a_newer_one_takes_the_place_of_what_was_there(traveller: Traveller) -> None:
    assert traveller.install().returncode == 0
    (traveller.unpacked / "tegata" / "_internal" / "argparse.pyc").unlink()
    (traveller.unpacked / "share" / "man" / "ja" / "man1" / "tegata.1.gz").unlink()
    assert traveller.install().returncode == 0
    left = files(traveller.home / ".local")
    assert not [each for each in left if each.endswith(("argparse.pyc", "tegata.1.gz"))]
    assert "lib/tegata/tegata" in left


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--prefix",), "usage: "),
        (("--purge",), "usage: "),
        (("--prefix", "relative"), "does not begin with a /"),
        (("--prefix", "/tmp/it costs $5"), "more than letters"),  # noqa: S108 - only a name
        (("--uninstall",), "There is no Tegata in "),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    traveller: Traveller, words: tuple[str, ...], says: str
) -> None:
    done = traveller.install(*words)
    assert done.returncode == 1
    assert says in done.stderr
    assert files(traveller.home) == set()


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_it_keeps_to_what_every_shell_understands() -> None:
    script = ENTRY.parent / "install.sh"
    done = subprocess.run(["shellcheck", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)
