"""What the windows ask of the desk, which owns them all; `desk.Desk` does it."""

from datetime import timedelta
from typing import Protocol

from PySide6.QtWidgets import QWidget

from tegata.delivery.notices import Change
from tegata.gui.practice_controls import PracticeControls
from tegata.mail.draft import Draft
from tegata.store.parcel import Parcel


class DeskWindow(Protocol):
    """A window that the desk keeps up to date."""

    def hear(self, change: Change) -> None:
        """Take note of what happened."""
        ...

    def show_unsent(self, count: int) -> None:
        """Show how many letters have not been accepted yet."""
        ...


class FrontDesk(Protocol):
    """Opens windows, or raises the one that is open already."""

    @property
    def practice(self) -> PracticeControls | None:
        """The practice provider, in practice mode."""
        ...

    def open_compose(self, draft: Draft | None = None, draft_id: int | None = None) -> object:
        """Open a compose window: for a new letter, or for a kept draft."""
        ...

    def show_draft(self, draft: Draft, draft_id: int) -> None:
        """Show a kept draft as it is now in its window, whatever stands there, or in a new one."""
        ...

    async def keep_all(self) -> bool:
        """Keep what is being written in every window; False where one could not be kept."""
        ...

    def open_outbox(self, parcel_id: int | None = None) -> None:
        """Show the outbox, at that parcel if one is named."""
        ...

    def open_settings(self, account: str | None = None, page: str | None = None) -> None:
        """Show the account dialog; None adds an account. `page` is the name of a `Page`."""
        ...

    def open_check(self, account: str | None = None) -> None:
        """Show "Can I send from here?" for an account, or for the first."""
        ...

    def open_why(self, account: str | None = None) -> None:
        """Show "Why can't I send?", told for an account, or for the first."""
        ...

    def explain(self, parcel: Parcel) -> None:
        """Show why a parcel did not go out."""
        ...

    def ask_password(self, account: str) -> None:
        """Ask for the passwords that this account still needs."""
        ...

    def show_drafts(self, anchor: QWidget) -> None:
        """Show the kept drafts below a tool."""
        ...

    def say(self, headline: str, detail: str) -> None:
        """Show a note where the user is writing."""
        ...

    def undo_span(self) -> timedelta:
        """Return how long a letter can be undone after Send; 0 for not at all."""
        ...

    def unsent(self) -> int:
        """Return how many letters have not been accepted yet, as last counted."""
        ...

    def closed(self, window: DeskWindow) -> None:
        """Let go of a window that has closed."""
        ...
