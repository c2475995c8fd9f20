"""The window of a letter. It can be shown bare, before all that belongs in it is imported."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from tegata.gui.bare_letter import paint_bare
from tegata.gui.opening_size import open_at
from tegata.gui.roles import Role, told_as
from tegata.words.gettext import _

if TYPE_CHECKING:
    from tegata.delivery.notices import Change, LeftOpen
    from tegata.delivery.verbs import Verbs
    from tegata.gui.compose_sending import ComposeSending
    from tegata.gui.compose_writing import ComposeWriting
    from tegata.gui.footer import Footer
    from tegata.gui.front_desk import FrontDesk
    from tegata.gui.letter_sheet import LetterSheet
    from tegata.gui.practice_strip import PracticeStrip
    from tegata.gui.tool_bar import ToolBar
    from tegata.mail.draft import Draft


@told_as(Role.Window)
class ComposeWindow(QWidget):
    """One letter. Closing asks nothing: the draft is kept, a letter on its way goes on. Only a draft that the
    disk refuses holds the window open once.

    Bare, it can be shown and painted. What else it has and does is there from `furnish` on.
    """

    tools: "ToolBar"
    sheet: "LetterSheet"
    footer: "Footer"
    sending: "ComposeSending"
    practice_strip: "PracticeStrip | None"
    _writing: "ComposeWriting"

    def __init__(self) -> None:
        super().__init__()
        self.may_be_lost = False  # closed again after it was said that the draft cannot be kept
        self._is_bare = True
        self.setMinimumWidth(480)  # the height follows from the rows and the least of the letter
        open_at(self, 840, 620)
        self.show_title("")

    @classmethod
    def furnished(
        cls, verbs: "Verbs", desk: "FrontDesk", draft: "Draft | None" = None, draft_id: int | None = None
    ) -> "ComposeWindow":
        """Return a new window on this draft, or on a new letter."""
        window = cls()
        window.furnish(verbs, desk)
        window.take_up(draft, draft_id)
        return window

    def furnish(self, verbs: "Verbs", desk: "FrontDesk") -> None:
        """Put everything in, also while it is shown; `take_up` comes next."""
        from tegata.gui.compose_writing import ComposeWriting

        self._writing = writing = ComposeWriting(self, verbs, desk)
        self.tools, self.sheet, self.footer = writing.tools, writing.sheet, writing.footer
        self.sending, self.practice_strip = writing.sending, writing.practice_strip
        self._is_bare = False
        writing.show_width(self.width())

    def take_up(self, draft: "Draft | None", draft_id: int | None) -> None:
        """Begin on this draft, or on a new letter, as the window's first; see `is_unused`."""
        self._writing.take_up(draft, draft_id)

    def show_draft(self, draft: "Draft", draft_id: int | None) -> None:
        """Write on this draft from now on."""
        self._writing.show_draft(draft, draft_id)

    def come_back(self, left: "LeftOpen") -> None:
        """Write on where the letter was left when Tegata ended without a word, and say so.

        What is said under the sheet already stays.
        """
        self._writing.come_back(left)

    @property
    def is_unused(self) -> bool:
        """Whether it shows the blank sheet that it was opened with, and nobody has written on it."""
        return self._writing.is_unused

    def hear(self, change: "Change") -> None:
        """Pass on what the desk heard."""
        self._writing.hear(change)

    @property
    def draft_id(self) -> int | None:
        """The kept draft that is being written on."""
        return self.sending.keeper.draft_id

    def say(self, headline: str, detail: str) -> None:
        """Show a note under the letter."""
        self.sheet.ask(headline, detail)

    def ask_before_losing(self) -> None:
        """Say that closing loses what is written. Closing once more, with nothing typed since, answers it."""
        self.may_be_lost = True
        self._writing.ask_before_losing()

    def show_unsent(self, count: int) -> None:
        """Show how many letters have not been accepted yet."""
        self._writing.show_unsent(count)

    def show_title(self, subject: str) -> None:
        """Name the window after its letter."""
        named = subject or _("New letter")
        self.setWindowTitle(f"{named} — Tegata")

    async def keep(self) -> bool:
        """Keep the draft now. False where it could not be kept."""
        return await self.sending.keep()

    async def put_away(self) -> bool:
        """Keep the draft now as one that is open no longer. False where it could not be kept."""
        return await self.sending.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_bare:
            paint_bare(self)
        else:
            super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_bare:
            self._writing.show_width(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_bare:
            self._writing.settle()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if not self._is_bare and event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.sheet.strip.look_again()
        super().changeEvent(event)
