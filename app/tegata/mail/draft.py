"""A letter while it is still being written: everything as typed, nothing judged yet."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to go along. `name` is what the recipient sees, `media_type` like `image/jpeg`."""

    path: Path
    name: str
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the user has written. A recipient is one string as typed: `a@b`, `"Yuki" <yuki@b.example>`."""

    account: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    subject: str = ""
    body: str = ""
    attachments: tuple[Attachment, ...] = ()
    in_reply_to: str | None = None
