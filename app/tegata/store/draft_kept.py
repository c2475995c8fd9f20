"""A kept draft as a list shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DraftKept:
    """A draft as the store keeps it. `id` stays the same over saves."""

    id: int
    saved_at: datetime
    subject: str
    recipients: tuple[str, ...]
