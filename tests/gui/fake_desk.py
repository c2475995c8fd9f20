"""A stand-in for the desk: remembers what a window asked of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from tegata.gui.front_desk import DeskWindow
from tegata.gui.practice_controls import DeliveredLetter, PracticeControls
from tegata.mail.draft import Draft
from tegata.store.parcel import Parcel


@dataclass
class FakeDesk:
    """Implements `front_desk.FrontDesk`."""

    practice: PracticeControls | None = None
    undo: timedelta = timedelta(0)
    keeps: bool = True
    calls: list[tuple[object, ...]] = field(default_factory=list)

    def open_compose(self, draft: Draft | None = None, draft_id: int | None = None) -> object:
        self.calls.append(("open_compose", draft, draft_id))
        return None

    def show_draft(self, draft: Draft, draft_id: int) -> None:
        self.calls.append(("show_draft", draft, draft_id))

    async def keep_all(self) -> bool:
        return self.keeps

    def open_outbox(self, parcel_id: int | None = None) -> None:
        self.calls.append(("open_outbox", parcel_id))

    def open_settings(self, account: str | None = None, page: str | None = None) -> None:
        self.calls.append(("open_settings", account, page))

    def open_check(self, account: str | None = None) -> None:
        self.calls.append(("open_check", account))

    def open_why(self, account: str | None = None) -> None:
        self.calls.append(("open_why", account))

    def explain(self, parcel: Parcel) -> None:
        self.calls.append(("explain", parcel.id))

    def ask_password(self, account: str) -> None:
        self.calls.append(("ask_password", account))

    def show_drafts(self, anchor: QWidget) -> None:
        self.calls.append(("show_drafts",))

    def say(self, headline: str, detail: str) -> None:
        self.calls.append(("say", headline, detail))

    def undo_span(self) -> timedelta:
        return self.undo

    def unsent(self) -> int:
        return 0

    def closed(self, window: DeskWindow) -> None:
        self.calls.append(("closed",))


class FakePractice:
    """Implements `PracticeControls`."""

    def __init__(self) -> None:
        self.line = "C"
        self.window = timedelta(minutes=10)
        self.loses_receipts = False
        self.letters: list[DeliveredLetter] = []
        self.ears: list[Callable[[], None]] = []

    def set_line(self, line: str) -> None:
        self.line = line
        self._tell()

    def set_window(self, window: timedelta) -> None:
        self.window = window
        self._tell()

    def lose_receipts(self, lose: bool) -> None:
        self.loses_receipts = lose
        self._tell()

    def delivered(self) -> list[DeliveredLetter]:
        return self.letters

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        self.ears.append(changed)
        return lambda: self.ears.remove(changed)

    def deliver(self, letter: DeliveredLetter) -> None:
        self.letters.insert(0, letter)
        self._tell()

    def _tell(self) -> None:
        for ear in self.ears:
            ear()
