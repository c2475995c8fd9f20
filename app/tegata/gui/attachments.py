"""Files to go along: what a dropped or chosen path is, before it becomes a card."""

import stat
from pathlib import Path

from PySide6.QtCore import QMimeDatabase

from tegata.mail.draft import Attachment
from tegata.mail.flaw import Field, Flaw, Reason


def look_at(path: Path) -> Attachment | Flaw:
    """Return the attachment, or why the path cannot be one. Nothing is opened: a FIFO would never answer."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return Flaw(Field.ATTACHMENT, Reason.FILE_MISSING, path.name)
    except OSError:
        return Flaw(Field.ATTACHMENT, Reason.FILE_UNREADABLE, path.name)
    if not stat.S_ISREG(found.st_mode):
        return Flaw(Field.ATTACHMENT, Reason.NOT_A_FILE, path.name)
    return Attachment(path, path.name, media_type(path.name))


def media_type(name: str) -> str:
    """Return the media type that the name's ending stands for."""
    found = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase.MatchMode.MatchExtension)
    return found.name()


def octets(attachment: Attachment) -> int | None:
    """Return the file's size now; None when it is no longer there."""
    try:
        return attachment.path.stat().st_size
    except OSError:
        return None
