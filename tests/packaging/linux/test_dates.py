import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linux.dates import source_date


def test_what_is_asked_for_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert source_date(tmp_path) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_then_the_last_commit_then_the_changelog(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    changelog = tmp_path / "packaging" / "CHANGELOG.md"
    changelog.parent.mkdir()
    changelog.touch()
    os.utime(changelog, (1_600_000_000, 1_600_000_000))
    assert source_date(tmp_path).timestamp() == 1_600_000_000
    dated = os.environ | {"GIT_COMMITTER_DATE": "@1500000000 +0000"}
    who = ["-c", "user.name=Anna", "-c", "user.email=anna@provider-a.example"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *command], cwd=tmp_path, env=dated, check=True)
    assert source_date(tmp_path).timestamp() == 1_500_000_000
