"""What the practice strip asks of the practice provider; `__main__` hands in something that does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DeliveredLetter:
    """A letter that reached its recipients' mailboxes at the practice provider."""

    at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    line: str  # "A", "B" or "C": where it came from


class PracticeControls(Protocol):
    """The provider on the user's own machine. Lines are "A" (its own network), "B" and "C"."""

    @property
    def line(self) -> str:
        """The line the user is on."""
        ...

    def set_line(self, line: str) -> None:
        """Move to another line."""
        ...

    @property
    def window(self) -> timedelta:
        """How long a POP login lets its line relay."""
        ...

    def set_window(self, window: timedelta) -> None:
        """Change it, for logins from now on."""
        ...

    @property
    def loses_receipts(self) -> bool:
        """Whether the line breaks when a letter was accepted, so that nobody hears of it."""
        ...

    def lose_receipts(self, lose: bool) -> None:  # noqa: FBT001 - as a switch's setter
        """Begin or end that."""
        ...

    def delivered(self) -> Sequence[DeliveredLetter]:
        """Return the delivered letters, newest first."""
        ...

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` on the loop whenever one of these may have changed; what is returned ends that."""
        ...
