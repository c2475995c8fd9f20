"""What sets a profile's keyring entries apart from another's, wherever its stick is plugged in."""

import re
import secrets
from contextlib import suppress

from tegata.private_files import write_whole
from tegata.profile import Profile, default_directory

_FILE = "keyring-id"
_ID = re.compile(rb"[0-9a-f]{32}")


def places_of(profile: Profile) -> tuple[str, str]:
    """Return the place of the profile's entries, and where an earlier Tegata kept them; both may be empty.

    The user's own profile needs none. Any other has an id of its own, which is made here where it is missing;
    it names the entries and opens nothing. Where none can be written, the directory's path stands for it.
    """
    directory = profile.directory.resolve()
    if directory == default_directory().resolve():
        return "", ""
    path = str(directory)
    known = _read(profile) or _make(profile)
    return (f"profile {known}", path) if known else (path, "")


def _make(profile: Profile) -> str | None:
    with suppress(OSError):
        write_whole(profile.directory / _FILE, secrets.token_hex(16).encode())
    return _read(profile)


def _read(profile: Profile) -> str | None:
    """Return the id. Nothing else that stands there names entries, least of all the user's own profile's."""
    try:
        content = (profile.directory / _FILE).read_bytes().strip()
    except OSError:
        return None
    return content.decode() if _ID.fullmatch(content) else None
