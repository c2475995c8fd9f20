"""A start that comes to nothing, as a process of its own on a screen that only says that it is one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from tegata.assembly import refusing
from tegata.gui.cannot_start import CannotStart
from tegata.profile import Profile
refusing._UNSEEN = frozenset()
opened = CannotStart.open
def open_and_close(window):
    opened(window)
    print(window.windowTitle(), window.isVisible(), flush=True)
    QTimer.singleShot(0, window.close_button.click)
CannotStart.open = open_and_close
profile = Profile(Path(sys.argv[1]))
refusing.refuse(profile, profile.prepare())
"""


@pytest.mark.parametrize(
    ("language", "title", "reason"),
    [
        ("en", "Tegata cannot start here", "it is not a folder"),
        ("ja", "ここではTegataを起動できません", "フォルダではありません"),
    ],
)
def test_it_is_shown_until_it_is_closed(tmp_path: Path, language: str, title: str, reason: str) -> None:
    (tmp_path / "p").write_text("not a directory")
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "LANGUAGE": language,
        "LANG": f"{language}.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", SEEN, str(tmp_path / "p")],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout == f"{title} True\n"
    assert reason in done.stderr
