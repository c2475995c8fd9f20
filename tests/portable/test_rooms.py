"""The rooms that write, tested on a stick: what their tests assume of a disk is marked, and left out."""

import os
import subprocess
import sys

import pytest

from tests.portable.stick import Stick

ROOMS = (
    "tests/store",
    "tests/test_profile.py",
    "tests/test_private_files.py",
    "tests/accounts/test_accounts_file.py",
    "tests/keys/test_place.py",
)
MARKED = "needs_modes or needs_links or needs_any_name"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("stick", [2**30], indirect=True)
def test_all_that_is_written_can_be_written_on_it(stick: Stick) -> None:
    options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    command = [sys.executable, "-m", "pytest", *options, "--basetemp", str(stick.place / "tests")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, "-m", f"not ({MARKED})", *ROOMS],
        capture_output=True,
        check=False,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stdout[-5000:]
