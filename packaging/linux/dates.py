"""The one date that a package bears, so that the same source makes the same package on any day."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def source_date(source: Path) -> datetime:
    """Return when the source last changed: SOURCE_DATE_EPOCH, else the last commit, else CHANGELOG.md."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(given), UTC)
    commit = ["git", "-C", str(source), "log", "-1", "--format=%ct"]
    done = subprocess.run(commit, capture_output=True, text=True, check=False)
    seconds = done.stdout.strip() or (source / "packaging" / "CHANGELOG.md").stat().st_mtime
    return datetime.fromtimestamp(int(seconds), UTC)
