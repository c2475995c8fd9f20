import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linux import elf, tidy

WHEN = datetime(2026, 12, 24, tzinfo=UTC)


def test_a_tree_has_one_time_and_the_modes_it_should_have(tmp_path: Path) -> None:
    tidy.write(tmp_path, {"bin/tegata": b"", "share/doc/copyright": b"MIT"})
    (tmp_path / "bin" / "link").symlink_to("/nowhere")
    (tmp_path / "share" / "doc" / "copyright").chmod(0o600)
    tidy.tidy(tmp_path, WHEN, programs={"bin/tegata"})
    modes = {
        each.name: oct(each.stat().st_mode & 0o777) for each in tmp_path.rglob("*") if not each.is_symlink()
    }
    assert modes == {
        "bin": "0o755",
        "tegata": "0o755",
        "share": "0o755",
        "doc": "0o755",
        "copyright": "0o644",
    }
    assert {each.lstat().st_mtime for each in [tmp_path, *tmp_path.rglob("*")]} == {WHEN.timestamp()}


def test_zipped_twice_is_the_same() -> None:
    assert gzip.decompress(tidy.zipped(b"What is new")) == b"What is new"
    assert tidy.zipped(b"What is new")[4:8] == bytes(4)  # RFC 1952 section 2.3: no time


def test_the_bundle_is_laid_out_with_its_links_and_without_the_builders_folders(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaned: list[str] = []
    monkeypatch.setattr(elf, "forget_places", lambda files: cleaned.extend(each.name for each in files))
    tidy.lay_out(bundle, tmp_path / "tree")
    assert (tmp_path / "tree" / "_internal" / "libz.so").is_symlink()
    assert cleaned == ["libz.so.1", "tegata"]
