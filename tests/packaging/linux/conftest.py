"""A bundle in small, made of what this machine has: as much as `packaging/linux` looks at."""

import shutil
import sys
from pathlib import Path

import pytest

from linux.debian import path_of

needs_debian = pytest.mark.skipif(
    shutil.which("dpkg-shlibdeps") is None, reason="packages are made on Debian and its relatives"
)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return a folder with a program, a library of the system, a module of Python's, and one of Tegata's."""
    if sys.platform != "linux":
        pytest.skip("a bundle for Linux is made on Linux")
    place = tmp_path / "bundle"
    files = {
        "tegata": Path("/bin/ls"),
        "_internal/libz.so.1": path_of("libz.so.1"),
        "_internal/argparse.pyc": Path(__file__),
        "_internal/tegata/clock.pyc": Path(__file__),
        "_internal/tegata/resources/icons/lucide/x.svg": Path(__file__),
    }
    for name, source in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source.resolve(), place / name)
    (place / "_internal" / "libz.so").symlink_to("libz.so.1")
    return place
