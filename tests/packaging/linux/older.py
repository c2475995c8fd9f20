"""The package once more as an older version of itself, to update from and to go back to."""

import py_compile
import shutil
import subprocess
from pathlib import Path

from tegata import __version__
from tests.packaging.parts import TOP

VERSION = "0.0.9"
_SOURCE = TOP / "app" / "tegata" / "__init__.py"
_COMPILED = Path("opt/tegata/_internal/tegata/__init__.pyc")


def older_package(package: Path, folder: Path) -> Path:
    """Pack it into `folder` with VERSION where the program has its version; return its path."""
    tree = folder / "older"
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    control = tree / "DEBIAN" / "control"
    control.write_text(control.read_text().replace(f"\nVersion: {__version__}\n", f"\nVersion: {VERSION}\n"))
    source = folder / "__init__.py"
    source.write_text(_SOURCE.read_text(encoding="utf-8").replace(f'"{__version__}"', f'"{VERSION}"'))
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(source), str(tree / _COMPILED), optimize=2, invalidation_mode=mode, doraise=True)
    (tree / "DEBIAN" / "md5sums").unlink()
    older = folder / package.name.replace(__version__, VERSION)
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree, older], check=True)
    shutil.rmtree(tree)
    return older
