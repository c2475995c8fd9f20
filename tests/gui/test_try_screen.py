"""What is found when Qt starts. In a process of its own: there is one application in each."""

import json
import os
import subprocess
import sys


def test_qt_is_described_and_nothing_stays() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tegata", "--try-screen"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    seen = json.loads(ran.stdout)
    assert seen["platform"] == "offscreen"
    assert seen["qt"].startswith("6.")
    assert seen["width"] > 0
    assert seen["families"] > 0
    assert isinstance(seen["japanese_font"], bool)
