"""A letter's file: rendered once, with its attachments, and on disk before anything else counts on it."""

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tegata.mail.draft import Attachment
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.mail.letter import Letter
from tegata.mail.render import render
from tegata.mail.transfer import BLOCK
from tegata.private_files import replacing


@dataclass(frozen=True, slots=True)
class Original:
    """What an attachment's file was like when the letter took its copy: octets, and change time in ns."""

    size: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Spooled:
    """A letter's file on disk, and its SHA-256; `originals` go with the letter's attachments, in order."""

    path: Path
    size: int
    checksum: str
    originals: tuple[Original, ...]


def spool_name(message_id: str) -> str:
    """Return the file's name: it tells nothing of the letter, and each letter has its own."""
    return hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()[:32] + ".eml"


def write_letter(directory: Path, letter: Letter) -> Spooled | tuple[Flaw, ...]:
    """Render the letter into the directory, so that it survives a power cut once this returns.

    Attachments that are missing, unreadable or no regular files are flaws, each named, and so is one that
    shrinks while it is read. Raises OSError where the disk refuses; no file is left behind then.
    """
    with contextlib.ExitStack() as open_files:
        opened = [_open_attachment(attachment, open_files) for attachment in letter.attachments]
        if flaws := tuple(one for one in opened if isinstance(one, Flaw)):
            return flaws
        sources = [one for one in opened if isinstance(one, _Source)]
        try:
            path = directory / spool_name(letter.message_id)
            size, checksum = _write(path, letter, sources)
        except _CutShortError as cut:
            return (cut.flaw,)
        return Spooled(path, size, checksum, tuple(source.original for source in sources))


def is_as_written(path: Path, checksum: str) -> bool:
    """Whether the letter's file still holds what was written; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == checksum
    except OSError:
        return False


def original_of(path: Path) -> Original | None:
    """Return what the file is like now; None where it cannot be looked at."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return Original(status.st_size, status.st_mtime_ns)


def remove_strays(directory: Path, wanted: frozenset[str], older_than: float) -> None:
    """Remove what no letter needs: files whose name is not in `wanted`, if last changed before `older_than`.

    The age, in seconds since the epoch, spares a file that another process has written but not entered yet.
    """
    for path in directory.iterdir():
        with contextlib.suppress(OSError):
            if path.name not in wanted and path.stat().st_mtime < older_than:
                path.unlink()


class _CutShortError(Exception):
    """An attachment gave out half-way; carries its flaw through the renderer."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class _Source:
    """An attachment that is open: read through this descriptor only, whatever happens to the name."""

    attachment: Attachment
    descriptor: int
    original: Original

    def chunks(self) -> Iterator[bytes]:
        left = self.original.size
        while left:
            try:
                chunk = os.read(self.descriptor, min(left, BLOCK))
            except OSError:
                chunk = b""
            if not chunk:
                raise _CutShortError(_flaw(self.attachment, Reason.FILE_UNREADABLE))
            left -= len(chunk)
            yield chunk


def _open_attachment(attachment: Attachment, open_files: contextlib.ExitStack) -> _Source | Flaw:
    """Open without waiting: a FIFO would block until somebody writes into it."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(attachment.path, flags)
        open_files.callback(os.close, descriptor)
        status = os.fstat(descriptor)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return _flaw(attachment, Reason.FILE_MISSING)
    except OSError:
        special = attachment.path.exists() and not attachment.path.is_file()
        return _flaw(attachment, Reason.NOT_A_FILE if special else Reason.FILE_UNREADABLE)
    if not stat.S_ISREG(status.st_mode):
        return _flaw(attachment, Reason.NOT_A_FILE)
    return _Source(attachment, descriptor, Original(status.st_size, status.st_mtime_ns))


def _write(path: Path, letter: Letter, sources: list[_Source]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with replacing(path) as file:
        for chunk in render(letter, [source.chunks() for source in sources]):
            size += file.write(chunk)
            digest.update(chunk)
    return size, digest.hexdigest()


def _flaw(attachment: Attachment, reason: Reason) -> Flaw:
    return Flaw(Field.ATTACHMENT, reason, attachment.name)
