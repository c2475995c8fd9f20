"""The bundle's first lines, run as PyInstaller's bootloader runs them, before a Tegata that prints."""

import os
import subprocess
import sys
from pathlib import Path

from tests.packaging.parts import TOP

PRINTS = """
import os
def main():
    ours = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
    print({name: value for name, value in os.environ.items() if name.startswith(ours)})
    return 11
"""


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    package = tmp_path / "tegata"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(PRINTS)
    command = [sys.executable, "-S", str(TOP / "packaging" / "bundle" / "start.py")]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LD_")}
    return subprocess.run(
        command,
        env={**inherited, "PYTHONPATH": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_was_set_for_this_process_does_not_reach_those_it_starts(tmp_path: Path) -> None:
    done = start(
        tmp_path, LD_LIBRARY_PATH="/opt/tegata/_internal", QT_PLUGIN_PATH="/p", QML2_IMPORT_PATH="/q"
    )
    assert done.stdout == "{}\n"


def test_what_the_user_had_set_does(tmp_path: Path) -> None:
    done = start(tmp_path, LD_LIBRARY_PATH="/opt/tegata/_internal:/mine", LD_LIBRARY_PATH_ORIG="/mine")
    assert done.stdout == "{'LD_LIBRARY_PATH': '/mine'}\n"


def test_the_exit_status_is_the_programs(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 11
