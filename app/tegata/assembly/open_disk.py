"""A profile on a disk that cannot close files to others, such as a USB stick: its user is told, once."""

import sys
from contextlib import suppress
from pathlib import Path

from tegata.private_files import write_whole
from tegata.profile import Profile
from tegata.words.settings import open_to_others

_TOLD = "open-to-others.told"


def tell_once(profile: Profile) -> tuple[str, str] | None:
    """Return what to say, fact and advice, the first time that others can read the profile; None otherwise.

    The profile must be prepared. That it was said is kept in the profile, so that the next computer knows.
    """
    told = profile.directory / _TOLD
    if not _is_open_to_others(profile.directory) or told.exists():
        return None
    with suppress(OSError):  # then it is said at the next start again: better twice than never
        write_whole(told, b"")
    return open_to_others()


def _is_open_to_others(directory: Path) -> bool:
    """Windows does not say, and is not asked."""
    return sys.platform != "win32" and bool(directory.stat().st_mode & 0o077)
