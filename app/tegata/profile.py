"""Where one user's Tegata keeps things: paths, the lock, program settings, the log."""

import os
import re
import stat
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from tegata.private_files import PRIVATE_FILE, close_to_others, free_name, sync_directory, write_whole

if TYPE_CHECKING:
    import logging

LONGEST_UNDO = 30
PRIVATE_DIRECTORY = 0o700
_WINDOW = b"window"
_BEHIND_THE_LOCK = 1  # Windows locks the first octet, and lets nobody else read it
_LOG_OCTETS = 1_000_000
_LOGS_KEPT = 3


class ProfileProblem(StrEnum):
    """Why a directory cannot hold a profile."""

    NOT_OURS = "not-ours"  # owned by another user, or shared like /tmp
    NOT_A_DIRECTORY = "not-a-directory"
    NOT_WRITABLE = "not-writable"


@dataclass(frozen=True, slots=True)
class ProfileTrouble:
    """The profile cannot be used; `detail` is the system's own word, `number` that of its error or 0."""

    problem: ProfileProblem
    directory: Path
    detail: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A settings file that cannot be read as it stands. `kept_as` is the copy made before anything else.

    `line` counts from 1. The file itself is left as it is.
    """

    path: Path
    reason: str
    line: int | None = None
    kept_as: Path | None = None


@dataclass(frozen=True, slots=True)
class Preferences:
    """Settings of the program. `hello_name` replaces the address literal in EHLO where a server insists.

    `undo_seconds` is how long Send can be undone, 0 to `LONGEST_UNDO`. `sent_kept_days` is how long letters
    are kept once they are sent, 0 for ever. `some_refused` says what happens where a server refuses some of
    the recipients: nothing until the user was asked, or a letter to the others, or to nobody. `on_leaving` is
    what happens when the last window closes while letters wait. `notices` tells on the desktop what somebody
    who is not looking should know.
    """

    language: Literal["system", "en", "ja"] = "system"
    theme: Literal["system", "light", "dark"] = "system"
    hello_name: str | None = None
    date_zone: Literal["local", "utc"] = "local"
    undo_seconds: int = 7
    sent_kept_days: int = 30
    some_refused: Literal["ask", "others", "nobody"] = "ask"
    on_leaving: Literal["ask", "stay", "quit"] = "ask"
    notices: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """The directory that holds everything of one user's Tegata."""

    directory: Path

    @property
    def accounts_file(self) -> Path:
        """The accounts, for people to read and edit."""
        return self.directory / "accounts.toml"

    @property
    def preferences_file(self) -> Path:
        """The program settings."""
        return self.directory / "tegata.toml"

    @property
    def store(self) -> Path:
        """The outbox, the drafts and what was learned."""
        return self.directory / "store"

    @property
    def log_file(self) -> Path:
        """The newest log; older ones end in .1, .2, .3."""
        return self.directory / "log" / "tegata.log"

    def prepare(self) -> ProfileTrouble | None:
        """Make the directories, closed to other users whatever the umask; call this before anything else."""
        for directory in (self.directory, self.store, self.log_file.parent):
            if trouble := make_private_directory(directory):
                return trouble
        try:
            os.close(self._open_lock())
        except OSError as error:
            return _not_writable(self.directory, error)
        return None

    def try_lock(self) -> "ProfileLock | None":
        """Take the lock that only the process that delivers may hold; None when it cannot be had now."""
        try:
            descriptor = self._open_lock()
        except OSError:
            return None  # `prepare` has opened it: no more files may be open for a moment, say
        if _lock_file(descriptor):
            os.ftruncate(descriptor, 0)  # what a crash has left there is not said by this holder
            return ProfileLock(descriptor)
        os.close(descriptor)
        return None

    def is_held_by_window(self) -> bool:
        """Whether who holds the lock has said that it is a window; its door may take a moment to open."""
        try:
            with self._lock_path.open("rb", buffering=0) as file:
                file.seek(_BEHIND_THE_LOCK)
                return file.read() == _WINDOW
        except OSError:
            return False

    @property
    def _lock_path(self) -> Path:
        return self.directory / "lock"

    def _open_lock(self) -> int:
        return os.open(self._lock_path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)


@dataclass(slots=True)
class ProfileLock:
    """The profile's lock. The system lets go of it when the process ends, however it ends."""

    _descriptor: int

    def say_window(self) -> None:
        """Write down that a window holds it: a further start then waits for its door."""
        os.lseek(self._descriptor, _BEHIND_THE_LOCK, os.SEEK_SET)
        os.write(self._descriptor, _WINDOW)

    def release(self) -> None:
        """Let go. A second call does nothing, nor does a disk that is gone: its lock went with it."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with suppress(OSError):
                os.close(descriptor)


def default_directory() -> Path:
    """Return the place the system gives us for a user's data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("tegata", appauthor=False))


def make_private_directory(directory: Path) -> ProfileTrouble | None:
    """Make the directory (0700), or close an existing one of ours; refuse one that is somebody else's.

    A new one survives a power cut, and with it what will be written into it. Where the disk cannot
    close it, it is used as it is.
    """
    try:
        _make_lasting(directory)
        if not _is_ours(directory):
            return ProfileTrouble(ProfileProblem.NOT_OURS, directory)
        close_to_others(directory, PRIVATE_DIRECTORY)
    except (FileExistsError, NotADirectoryError) as error:
        return ProfileTrouble(ProfileProblem.NOT_A_DIRECTORY, directory, str(error))
    except OSError as error:
        return _not_writable(directory, error)
    return None


def trouble_at(directory: Path) -> ProfileTrouble | None:
    """Return why a directory that exists cannot hold a profile, and change nothing."""
    if not directory.is_dir():
        return ProfileTrouble(ProfileProblem.NOT_A_DIRECTORY, directory)
    if not _is_ours(directory):
        return ProfileTrouble(ProfileProblem.NOT_OURS, directory)
    if not os.access(directory, os.W_OK | os.X_OK):
        return ProfileTrouble(ProfileProblem.NOT_WRITABLE, directory)
    return None


def _make_lasting(directory: Path, mode: int = PRIVATE_DIRECTORY) -> None:
    """Make it where it is missing. What is fsynced inside is found again only if its own name was, too."""
    if directory.is_dir():
        return
    if not directory.parent.exists():
        _make_lasting(directory.parent, 0o777)
    directory.mkdir(mode, exist_ok=True)
    sync_directory(directory.parent)


def keep_copy(path: Path) -> Path | None:
    """Copy a file that cannot be read beside itself as `.broken-N`, once for the same contents."""
    try:
        contents = path.read_bytes()
        for copy in path.parent.glob(f"{path.name}.broken-*"):
            if copy.read_bytes() == contents:
                return copy
        copy = free_name(path, "broken")
        write_whole(copy, contents)
    except OSError:
        return None  # a full disk is no reason not to start
    return copy


def read_toml(path: Path) -> dict[str, Any] | BrokenFile:
    """Return the file's tables, empty where there is no file. One that does not parse is copied and named."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return BrokenFile(path, "not UTF-8", line, keep_copy(path))
    except OSError as error:
        return BrokenFile(path, str(error))
    import tomllib  # for no file it takes no parser

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        return BrokenFile(path, str(error), int(found[1]) if found else None, keep_copy(path))


def is_host_name(text: str) -> bool:
    """Whether EHLO can say this in place of an address literal (RFC 5321 section 4.1.2)."""
    return re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?", text) is not None


def load_preferences(path: Path) -> tuple[Preferences, BrokenFile | None]:
    """Return the program settings; defaults for what is missing, not understood, or in a broken file."""
    table = read_toml(path)
    if isinstance(table, BrokenFile):
        return Preferences(), table
    return Preferences(**{key: value for key, value in table.items() if _is_preference(key, value)}), None


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the settings into the file, keeping comments and what another version knows. Raises OSError."""
    import tomlkit

    before, broken = load_preferences(path)
    document = tomlkit.parse("" if broken or not path.exists() else path.read_text("utf-8"))
    for key, value in asdict(preferences).items():
        if value is None:
            document.pop(key, None)
        elif key not in document or value != getattr(before, key):
            document[key] = value
    write_whole(path, tomlkit.dumps(document).encode("utf-8"))


def start_logging(profile: Profile, *, verbose: bool) -> "logging.Handler":
    """Log into the profile, dialogues too, in files changed by size; `verbose` shows it on stderr."""
    import logging
    from logging.handlers import RotatingFileHandler

    class PrivateFileHandler(RotatingFileHandler):
        def _open(self) -> Any:
            file = super()._open()
            close_to_others(Path(self.baseFilename), PRIVATE_FILE)
            return file

    handler = PrivateFileHandler(
        profile.log_file, maxBytes=_LOG_OCTETS, backupCount=_LOGS_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("tegata")
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    logger.addHandler(handler)
    if verbose:
        logger.addHandler(logging.StreamHandler())
    return handler


def _not_writable(directory: Path, error: OSError) -> ProfileTrouble:
    return ProfileTrouble(ProfileProblem.NOT_WRITABLE, directory, str(error), error.errno or 0)


def _is_ours(directory: Path) -> bool:
    if sys.platform == "win32":
        return True  # a profile directory is the user's own there
    status = directory.stat()
    return status.st_uid == os.getuid() and not status.st_mode & stat.S_ISVTX


def _lock_file(descriptor: int) -> bool:
    """Lock without waiting; the lock belongs to the open file, so that no stale one can be left behind."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


_LARGEST = {"undo_seconds": LONGEST_UNDO, "sent_kept_days": 36_500}


def _is_preference(key: str, value: object) -> bool:
    """Whether the setting exists and has this value among its possible ones."""
    if key in _LARGEST:
        return type(value) is int and 0 <= value <= _LARGEST[key]  # a truth value is an int, too
    for field in fields(Preferences):
        if field.name == key and isinstance(field.default, bool):
            return isinstance(value, bool)
        if field.name == key and isinstance(value, str):
            return is_host_name(value) if key == "hello_name" else value in get_args(field.type)
    return False
