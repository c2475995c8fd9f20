"""Takes pictures of the running program, in English and Japanese, light and dark, at twice the size.

    python -m tests.pictures [--out DIR] [--only WORD]

Everything is the real program: windows, outbox, store, dialogues. Only the servers are on this computer, and
names such as smtp.provider-a.example lead to them. Those pictures that the README and the software centres
show are copied to packaging/pictures.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.pictures import luck
from tests.pictures.looks import LOOKS

_HOUSE = Path(__file__).parents[2]
_SHOWN = _HOUSE / "packaging" / "pictures"
_SCREEN = {"name": "desk", "x": 0, "y": 0, "width": 3200, "height": 2800, "logicalDpi": 96, "dpr": 1}
_PUBLISHED = (
    "open-en-light",
    "open-en-dark",
    "open-ja-light",
    "refused-en-light",
    "refused-ja-light",
    "outbox-en-light",
    "outbox-ja-light",
    "check-en-light",
    "check-ja-light",
)


def main() -> int:
    """Take all pictures. Each look has a process of its own: a language is for a lifetime."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("--out", type=Path, default=_HOUSE / "build" / "pictures")
    parser.add_argument("--only", default="", help="looks whose name has this word, such as ja-dark")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        screen = Path(place) / "screen.json"
        screen.write_text(json.dumps({"screens": [_SCREEN]}))
        for look in LOOKS:
            if chosen.only in look.name:
                _take(look.name, chosen.out, screen)
    for name in _PUBLISHED:
        if (taken := chosen.out / f"{name}.png").exists():
            shutil.copyfile(taken, _SHOWN / taken.name)
    luck.draw(_SHOWN)
    return 0


def _take(look: str, out: Path, screen: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": "2",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",  # nobody's keyring is asked, nobody's desktop told
        "TZ": "Asia/Tokyo" if look.startswith("ja") else "Europe/Berlin",
    }
    command = [sys.executable, "-m", "tests.pictures.session", look, str(out)]
    subprocess.run(command, cwd=_HOUSE, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
