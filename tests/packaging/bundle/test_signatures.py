"""What PySide6 is given compiled: all that it would compile itself, and it works with it."""

import subprocess
import sys
from pathlib import Path
from shutil import copy, copytree

import shiboken6

from tests.packaging.parts import part

signatures = part("bundle/signatures.py")

# Whose shiboken6 is a copy with the folder beside it, with a call that has the wrong arguments.
TRY = """
import shiboken6, sys
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
try:
    QSize("wide", 3)
except TypeError as error:
    print("(w: int, h: int" in str(error))
print("argparse" in sys.modules, sys.modules["shibokensupport.signature.parser"].__file__)
"""


def test_pyside_takes_it_and_still_says_which_arguments_it_wanted(tmp_path: Path) -> None:
    copied = copytree(Path(shiboken6.__file__).parent, tmp_path / "shiboken6")
    for place, source, _kind in signatures.compiled(tmp_path / "made"):
        target = tmp_path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        copy(source, target)
    done = subprocess.run(
        [sys.executable, "-c", TRY], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    parser = copied / "files.dir" / "shibokensupport" / "signature" / "parser.pyc"
    assert done.stdout.splitlines() == ["True", f"False {parser}"]


def test_its_bytes_are_the_same_each_time_and_name_no_place(tmp_path: Path) -> None:
    made = [
        {place: Path(source).read_bytes() for place, source, _kind in signatures.compiled(tmp_path / folder)}
        for folder in ("a", "b")
    ]
    assert made[0] == made[1]
    assert len(made[0]) > 10
    assert all(str(tmp_path).encode() not in content for content in made[0].values())
