"""Looks where other mailers of this user keep their settings. It reads, bounded, and never writes."""

import stat
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from tegata.accounts.neighbour import Neighbour
from tegata.accounts.neighbour_settings import of_claws_mail, of_evolution, of_sylpheed, of_thunderbird

BIGGEST_FILE = 4 * 1024 * 1024  # octets; beyond it a file is not read at all
MOST_FILES = 64  # of one mailer in one place

_THUNDERBIRD = (
    ".thunderbird",
    "snap/thunderbird/common/.thunderbird",
    ".var/app/org.mozilla.Thunderbird/.thunderbird",
    ".var/app/net.thunderbird.Thunderbird/.thunderbird",
    "AppData/Roaming/Thunderbird/Profiles",
    "Library/Thunderbird/Profiles",
)
_CLAWS_MAIL = (".claws-mail", ".var/app/org.claws_mail.Claws-Mail/.claws-mail", "AppData/Roaming/Claws-mail")
_SYLPHEED = (".sylpheed-2.0", ".sylpheed", "AppData/Roaming/Sylpheed")
_EVOLUTION = (".config/evolution/sources", ".var/app/org.gnome.Evolution/config/evolution/sources")


def find_neighbours(home: Path) -> tuple[Neighbour, ...]:
    """Return what checks mail on a timer in this home directory; what cannot be read is left out.

    It touches the disk, so a window calls it in a thread.
    """
    return (
        *_of_each(home, _THUNDERBIRD, "*/prefs.js", of_thunderbird),
        *_of_pairs(home, _CLAWS_MAIL, "clawsrc", of_claws_mail),
        *_of_pairs(home, _SYLPHEED, "sylpheedrc", of_sylpheed),
        *_of_each(home, _EVOLUTION, "*.source", of_evolution),
    )


def _of_each(
    home: Path, places: tuple[str, ...], pattern: str, parse: Callable[[str], tuple[Neighbour, ...]]
) -> Iterator[Neighbour]:
    files = (file for place in places for file in _files(home / place, pattern))
    return (neighbour for file in files for neighbour in parse(_read(file)))


def _of_pairs(
    home: Path, places: tuple[str, ...], common: str, parse: Callable[[str, str], tuple[Neighbour, ...]]
) -> Iterator[Neighbour]:
    return (
        neighbour
        for place in places
        for neighbour in parse(_read(home / place / "accountrc"), _read(home / place / common))
    )


def _files(directory: Path, pattern: str) -> list[Path]:
    try:
        return sorted(islice(directory.glob(pattern), MOST_FILES))
    except OSError:
        return []


def _read(file: Path) -> str:
    """Return the text of a regular file, empty where there is none; a pipe or a device is never opened."""
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > BIGGEST_FILE:
            return ""
        with file.open("rb") as opened:
            return opened.read(BIGGEST_FILE).decode("utf-8", errors="replace")
    except OSError:
        return ""
