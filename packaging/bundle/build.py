"""Makes the bundle: `python packaging/bundle/build.py`, with the Python that has what `bundle.lock` names.

Leaves dist/tegata on Linux and Windows (a folder that runs on its own) and dist/Tegata.app on macOS.
"""

import os
import subprocess
import sys
from pathlib import Path
from shutil import rmtree

from builder import forget

TOP = Path(__file__).parent.parent.parent
PROGRAM = TOP / "build" / "program"  # what a wheel holds: the program with its catalogues compiled


def main() -> None:
    for stale in (TOP / "build" / "lib", PROGRAM, TOP / "dist" / "tegata"):
        rmtree(stale, ignore_errors=True)
    _python("pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target", str(PROGRAM), ".")
    paths = ("--distpath", "dist", "--workpath", "build/pyinstaller")
    _python("PyInstaller", "--noconfirm", *paths, "packaging/bundle/tegata.spec")
    if sys.platform == "linux":
        forget(TOP / "dist" / "tegata", Path(sys.base_prefix))


def _python(module: str, *words: str) -> None:
    """Run a module. The program is found where it was just put, and its bytes are the same each time."""
    settings = {"PYTHONPATH": str(PROGRAM), "PYTHONHASHSEED": "0", "PYI_LOG_LEVEL": "ERROR"}
    environment = {**os.environ, **settings}
    subprocess.run([sys.executable, "-m", module, *words], cwd=TOP, env=environment, check=True)


if __name__ == "__main__":
    main()
