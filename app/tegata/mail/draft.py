"""A letter while it is still being written: everything as typed, nothing judged yet."""

from dataclasses import dataclass
from pathlib import Path

from tegata.mail.flaw import Field


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands in a letter that is open: in UTF-16 units, as Qt counts.

    What lies between `anchor` and `position` is selected. Among recipients they count in the one being typed.
    `scroll` is how many pixels of the text are out of sight above.
    """

    field: Field = Field.BODY
    position: int = 0
    anchor: int = 0
    scroll: int = 0
