"""A kept draft, and what it was earlier, as a list shows them; and one that was left open."""

from dataclasses import dataclass
from datetime import datetime

from tegata.mail.draft import Draft, Place


@dataclass(frozen=True, slots=True)
class DraftKept:
    """A draft as the store keeps it. `id` stays the same over saves; `versions` counts the earlier ones."""

    id: int
    saved_at: datetime
    subject: str
    recipients: tuple[str, ...]
    versions: int = 0


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """What a draft was at `saved_at`. `first_words` are of its text, or else its subject."""

    id: int
    saved_at: datetime
    first_words: str


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A draft that was open when its process ended without a word, as it was kept at `saved_at`."""

    id: int
    saved_at: datetime
    draft: Draft
    place: Place
