"""The folder that `make bundle` leaves: whether all is in it, and nothing that would be in the way.

Not one of the everyday tests: `make bundle-test` runs it, and the journeys and others with this program.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tegata import __version__
from tests.packaging.parts import TOP

BUNDLE = Path(os.environ.get("TEGATA_PROGRAM", TOP / "dist" / "tegata" / "tegata")).resolve().parent
PROGRAM = str(BUNDLE / "tegata")
MEGABYTE = 1_000_000


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, timeout=60)


def files() -> list[Path]:
    return [file for file in BUNDLE.rglob("*") if file.is_file() and not file.is_symlink()]


def test_it_says_its_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Tegata {__version__}\n", "")


def test_the_main_job_is_played() -> None:
    done = run("practice", "--play")
    assert done.returncode == 0, done.stderr
    assert "Subject: Greetings from the road" in done.stdout


def test_what_is_wrong_with_the_words_is_said_and_is_2() -> None:
    done = run("send", "--no-such-thing")
    assert done.returncode == 2
    assert "usage: tegata send" in done.stderr


def test_a_reader_who_leaves_is_no_trouble() -> None:
    words = f"'{PROGRAM}' explain --csv - --json </dev/null | true"
    done = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_every_resource_is_in_it() -> None:
    kept = {file.relative_to(TOP).as_posix() for file in (TOP / "resources").rglob("*") if file.is_file()}
    kept = {f"_internal/tegata/{name}" for name in kept if not name.endswith((".py", ".pyc", ".po"))}
    found = {file.relative_to(BUNDLE).as_posix() for file in files()}
    assert kept - found == set()


def test_no_gtk_and_no_test_tool_is_in_it() -> None:
    words = ("gtk", "pytest", "hypothesis", "babel", "mypy", "PyInstaller", "setuptools")
    assert [file for file in files() for word in words if word in file.relative_to(BUNDLE).as_posix()] == []


def test_no_link_leads_nowhere() -> None:
    assert [link for link in BUNDLE.rglob("*") if link.is_symlink() and not link.exists()] == []


def test_every_library_is_found() -> None:
    """In the bundle or on this system, which has what Qt's own requirements name."""
    assert list(_missing(file for file in files() if ".so" in file.name)) == []


def _missing(libraries: Iterator[Path]) -> Iterator[str]:
    environment = {**os.environ, "LD_LIBRARY_PATH": str(BUNDLE / "_internal")}
    for library in libraries:
        command = ["ldd", str(library)]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout
        yield from (f"{library.name}: {line.strip()}" for line in told.splitlines() if "not found" in line)


def test_no_machine_path_is_in_it() -> None:
    """Neither where it was built nor where the Python was; one of the system's own is everywhere the same."""
    places = [TOP, Path(sys.base_prefix)] if not sys.base_prefix.startswith("/usr") else [TOP]
    contents = {file: file.read_bytes() for file in files()}
    assert [
        file for file, content in contents.items() for each in places if str(each).encode() in content
    ] == []


def test_it_is_no_larger_than_was_promised() -> None:
    assert sum(file.stat().st_size for file in files()) <= 145 * MEGABYTE
