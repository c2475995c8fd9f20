"""Where other mailers keep their settings; whatever lies there does no harm."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.accounts.neighbour import Neighbour
from tegata.accounts.neighbours_on_disk import BIGGEST_FILE, MOST_FILES, find_neighbours

PREFS = """
user_pref("mail.server.server1.type", "pop3");
user_pref("mail.server.server1.hostname", "pop.a.example");
user_pref("mail.server.server1.userName", "anna");
"""
ACCOUNT = "[Account: 1]\nprotocol=0\nreceive_server=pop.a.example\nuser_id=anna\n"
SOURCE = """
[Data Source]
Enabled=true
[Refresh]
Enabled=true
IntervalMinutes=10
[Mail Account]
BackendName=pop
[Authentication]
Host=pop.a.example
User=anna
"""


def put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def anna(mailer: str) -> tuple[Neighbour, ...]:
    return (Neighbour(mailer, "pop.a.example", "anna", timedelta(minutes=10)),)


def test_nobody_lives_in_an_empty_home(tmp_path: Path) -> None:
    assert find_neighbours(tmp_path) == ()
    assert find_neighbours(tmp_path / "missing") == ()


@pytest.mark.parametrize(
    "place",
    [
        ".thunderbird",
        "snap/thunderbird/common/.thunderbird",
        ".var/app/org.mozilla.Thunderbird/.thunderbird",
        "AppData/Roaming/Thunderbird/Profiles",
    ],
)
def test_thunderbird_is_found_in_each_of_its_places(tmp_path: Path, place: str) -> None:
    put(tmp_path / place / "x1y2.default-release" / "prefs.js", PREFS)
    assert find_neighbours(tmp_path) == anna("Thunderbird")


@pytest.mark.parametrize(
    ("mailer", "place", "common"),
    [("Claws Mail", ".claws-mail", "clawsrc"), ("Sylpheed", ".sylpheed-2.0", "sylpheedrc")],
)
def test_mailers_with_two_files_are_found(tmp_path: Path, mailer: str, place: str, common: str) -> None:
    put(tmp_path / place / "accountrc", ACCOUNT)
    put(tmp_path / place / common, "[Common]\nautochk_newmail=1\n")
    assert find_neighbours(tmp_path) == anna(mailer)


@pytest.mark.parametrize("place", [".config", ".var/app/org.gnome.Evolution/config"])
def test_evolution_is_found(tmp_path: Path, place: str) -> None:
    put(tmp_path / place / "evolution" / "sources" / "1a2b.source", SOURCE)
    put(tmp_path / place / "evolution" / "sources" / "local.source", "[Data Source]\n")
    assert find_neighbours(tmp_path) == anna("Evolution")


def test_nothing_is_written(tmp_path: Path) -> None:
    file = put(tmp_path / ".thunderbird" / "p" / "prefs.js", PREFS)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    find_neighbours(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert file.read_text() == PREFS


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = put(tmp_path / ".thunderbird" / "p" / "prefs.js", PREFS)
    with file.open("r+b") as opened:
        opened.truncate(BIGGEST_FILE + 1)
    assert find_neighbours(tmp_path) == ()


def test_octets_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    file = put(tmp_path / ".thunderbird" / "p" / "prefs.js", "")
    file.write_bytes(b"\xff\xfe\x00" + PREFS.encode() + b"\x80" * 1000)
    assert find_neighbours(tmp_path) == anna("Thunderbird")


def test_a_directory_of_ever_more_files_comes_to_an_end(tmp_path: Path) -> None:
    for n in range(MOST_FILES + 3):
        put(tmp_path / ".thunderbird" / f"p{n}" / "prefs.js", PREFS)
    assert len(find_neighbours(tmp_path)) == MOST_FILES


@pytest.mark.skipif(sys.platform == "win32", reason="needs a named pipe")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    profile = tmp_path / ".thunderbird" / "p"
    profile.mkdir(parents=True)
    os.mkfifo(profile / "prefs.js")
    assert find_neighbours(tmp_path) == ()


def test_a_directory_in_place_of_a_file_and_a_file_in_place_of_a_directory(tmp_path: Path) -> None:
    (tmp_path / ".claws-mail" / "accountrc").mkdir(parents=True)
    put(tmp_path / ".thunderbird", "not a directory")
    assert find_neighbours(tmp_path) == ()
