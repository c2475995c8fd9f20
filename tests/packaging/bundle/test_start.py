"""The bundle's first lines, run as PyInstaller's bootloader runs them, before a Tegata that prints."""

import os
import subprocess
import sys
from pathlib import Path

from tests.packaging.parts import TOP

PRINTS = """
import os, sys
def main():
    sys.stderr.write("")
    ours = tuple(os.environ["LOOK_AT"].split())
    print({name: value for name, value in os.environ.items() if name.startswith(ours)})
    return 11
"""

PATHS = "LD_LIBRARY_PATH QT_PLUGIN_PATH QML2_IMPORT_PATH"


def start(tmp_path: Path, wrapper: str = "exec", **environment: str) -> subprocess.CompletedProcess[str]:
    package = tmp_path / "tegata"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(PRINTS)
    python = [sys.executable, "-S", str(TOP / "packaging" / "bundle" / "start.py")]
    command = ["sh", "-c", f'{wrapper} "$@"', "sh", *python]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LD_")}
    return subprocess.run(
        command,
        env={**inherited, "PYTHONPATH": str(tmp_path), "LOOK_AT": PATHS, **environment},
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


def test_a_tegata_that_it_starts_looks_for_its_libraries_itself(tmp_path: Path) -> None:
    """PyInstaller's word for it, see its manual on "independent subprocess"."""
    done = start(tmp_path, LOOK_AT="PYINSTALLER_")
    assert done.stdout == "{'PYINSTALLER_RESET_ENVIRONMENT': '1'}\n"


def test_without_a_terminal_what_is_said_goes_nowhere(tmp_path: Path) -> None:
    """Closed before the start, the standard streams are None, as they are for such a program on Windows."""
    done = start(tmp_path, wrapper="exec >&- 2>&-; exec")
    assert done.returncode == 11


def test_the_exit_status_is_the_programs(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 11
