"""What happens in a compose window: a letter is begun, its account chosen, kept, sent and followed."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from tegata.accounts.account import Account
from tegata.delivery.notices import AccountsChanged, Change, LeftOpen, LoggedIn, LoginResult, NotQueued
from tegata.delivery.verbs import Verbs
from tegata.gui import calls, login_words
from tegata.gui.announce import announce
from tegata.gui.compose_keys import bind, go_round
from tegata.gui.compose_sending import ComposeSending
from tegata.gui.footer import Footer
from tegata.gui.front_desk import FrontDesk
from tegata.gui.labels import Hairline
from tegata.gui.letter_sheet import LetterSheet
from tegata.gui.pass_corner import switched
from tegata.gui.tool_bar import NARROW, Place, ToolBar
from tegata.mail.draft import Draft
from tegata.words.gettext import _
from tegata.words.outcomes import not_queued
from tegata.words.times import moment

if TYPE_CHECKING:
    from tegata.gui.compose_window import ComposeWindow
    from tegata.gui.letter_as_text import LetterAsText
    from tegata.gui.practice_strip import PracticeStrip


class ComposeWriting(QObject):
    """Puts everything into a compose window, and is what happens in it."""

    def __init__(self, window: "ComposeWindow", verbs: Verbs, desk: FrontDesk) -> None:
        super().__init__(window)
        self._window = window
        self._verbs = verbs
        self._desk = desk
        self._unsent = desk.unsent()
        self._begun_blank = True
        self.practice_strip = _strip_of(desk)
        self.tools = ToolBar(Place.COMPOSE)
        self.sheet = LetterSheet()
        self._as_text: LetterAsText | None = None
        self.footer = Footer(verbs)
        self.sending = ComposeSending(verbs, desk, self.sheet, self.footer)
        self._lay_out()
        self._connect()
        self._bind_keys()

    def take_up(self, draft: Draft | None, draft_id: int | None) -> None:
        """Begin on this draft, or on a new letter, as the window's first; see `is_unused`."""
        self._begun_blank = draft is None
        self.show_draft(draft or self._new_draft(), draft_id)

    def show_draft(self, draft: Draft, draft_id: int | None) -> None:
        """Write on this draft from now on."""
        self._begin(draft, draft_id)
        self.sheet.hush()
        if not self.sheet.head.focus_first_empty():
            self.sheet.body.setFocus()

    def come_back(self, left: LeftOpen) -> None:
        """Write on where the letter was left when Tegata ended without a word, and say so.

        What is said under the sheet already stays.
        """
        self._begin(left.draft, left.id)
        self.sending.go_to(left.place)
        headline = _("This letter was open when Tegata ended unexpectedly")
        when = moment(left.saved_at, datetime.now(UTC))
        self.sheet.tell(headline, _("Last saved {when}. The cursor is where you left it.").format(when=when))
        announce(self._window, headline)

    @property
    def is_unused(self) -> bool:
        """Whether it shows the blank sheet that it was opened with, and nobody has written on it."""
        began = self._begun_blank and self.sending.keeper.draft_id is None and not self.sending.is_on_its_way
        return began and not self.sending.keeper.has_news()

    def hear(self, change: Change) -> None:
        """Pass on what the desk heard."""
        if isinstance(change, AccountsChanged):
            self._show_account(self.sheet.draft().account)
        self.footer.writing.pass_corner.hear(change)
        self.sending.hear(change)

    def ask_before_losing(self) -> None:
        """Say that closing once more throws the letter away."""
        self._offer_text(_("Close the window again to throw it away. Tegata goes on trying to save it."))

    def show_unsent(self, count: int) -> None:
        """Show how many letters have not been accepted yet."""
        self.tools.show_unsent(count)
        self._unsent = count
        self._calm_the_pass()

    def show_width(self, width: int) -> None:
        """Leave out what has no room at this width."""
        self.tools.show_words(width >= NARROW)
        if self.practice_strip is not None:
            self.practice_strip.show_width(width)

    def settle(self) -> None:
        """Take in what is still being typed: the window closes."""
        self.sheet.finish_composing()
        self.sheet.head.settle()
        self._desk.closed(self._window)

    def _begin(self, draft: Draft, draft_id: int | None) -> None:
        self.sheet.show_draft(draft)
        self.footer.writing.saved.hide()  # that was said of another letter
        self._show_account(draft.account)
        self._show_title()
        self._calm_the_pass()
        self.sending.begin(draft_id)

    # the account --------------------------------------------------------------------------------------
    def _new_draft(self) -> Draft:
        accounts = self._verbs.accounts()
        if not accounts:
            return Draft("")
        signature = f"\n\n-- \n{accounts[0].signature}" if accounts[0].signature else ""
        return Draft(accounts[0].name, body=signature)

    def _account(self) -> Account | None:
        name = self.sheet.draft().account
        return next((each for each in self._verbs.accounts() if each.name == name), None)

    def _show_account(self, name: str) -> None:
        accounts = self._verbs.accounts()
        current = next((each for each in accounts if each.name == name), accounts[0] if accounts else None)
        self.sheet.set_account(current.name if current else "")
        self.sheet.head.show_account(accounts, current)
        self.footer.writing.pass_corner.set_account(current.name if current else "")

    def _choose_account(self, name: str) -> None:
        self._show_account(name)
        self._touched()

    def _switch(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if (account := self._account()) is not None:
            calls.start(self._verbs.save_account(switched(account, on=on)), "switch POP before send")

    def _log_in(self) -> None:
        self.footer.writing.pass_corner.log_in()

    def _logged_in(self, result: LoginResult) -> None:
        headline, detail = login_words.said(result)
        if isinstance(result, LoggedIn):
            announce(self._window, detail or headline)  # that the window is open, the pass says
            self.sheet.hush()
        else:
            announce(self._window, f"{headline}. {detail}")
            self.sheet.ask(headline, detail)

    def _move_on(self) -> None:
        """Close after an accepted letter; in practice go on, for the countdown is the lesson."""
        if self._desk.practice is None:
            self._window.close()
        else:
            self.show_draft(self._new_draft(), None)

    def _calm_the_pass(self) -> None:
        """The pass is quiet grey while no letter is being written or waiting."""
        self.footer.writing.pass_corner.be_quiet(self.sheet.is_blank() and not self._unsent)

    # drafts and files ---------------------------------------------------------------------------------
    def _touched(self) -> None:
        self._window.may_be_lost = False
        self._show_title()
        self._calm_the_pass()
        self.sheet.hush()
        self.sending.keeper.touch()

    def _kept(self, when: datetime) -> None:
        self.footer.writing.saved.say_kept(when)
        if self._as_text is not None:
            self._as_text.withdraw()

    def _not_kept(self, trouble: NotQueued) -> None:
        why = not_queued(trouble).then
        self.footer.writing.saved.say_failed(why)
        self._offer_text(why)

    def _offer_text(self, why: str) -> None:
        if self._as_text is None:
            from tegata.gui.letter_as_text import LetterAsText

            self._as_text = LetterAsText(self.sheet, self._window)
            self._as_text.saved.connect(self._saved_as_text)
        self._as_text.offer(why)

    def _saved_as_text(self) -> None:
        self._window.may_be_lost = True  # closing loses no more than Tegata's own copy

    def _choose_when(self) -> None:
        if self.footer.is_writing():
            self.footer.writing.choose_when()

    def _choose_files(self) -> None:
        if not self.footer.is_writing():
            return
        from tegata.gui.file_dialog import file_dialog

        dialog = file_dialog(self._window, _("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.sheet.attach([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # making it ----------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        column = QVBoxLayout(self._window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.practice_strip is not None:
            column.addWidget(self.practice_strip)
        column.addWidget(self.tools)
        column.addWidget(Hairline())
        column.addWidget(self.sheet, 1)
        column.addWidget(Hairline())
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.tools.new_letter.connect(self._open_new)
        self.tools.drafts.connect(lambda: self._desk.show_drafts(self.tools.drafts_button))
        self.tools.outbox.connect(self._open_outbox)
        self.tools.check.connect(lambda: self._desk.open_check(self.sheet.draft().account or None))
        self.tools.settings.connect(lambda: self._desk.open_settings(self.sheet.draft().account or None))
        head = self.sheet.head
        head.account_chosen.connect(self._choose_account)
        head.account_wanted.connect(lambda: self._desk.open_settings(None))
        head.switched.connect(self._switch)
        self.sheet.changed.connect(self._touched)
        self.sending.keeper.kept.connect(self._kept)
        self.sending.keeper.failed.connect(self._not_kept)
        self.sending.taken_back.connect(self.show_draft)
        self.sending.finished.connect(self._window.close)
        self.sending.lingered.connect(self._move_on)
        writing = self.footer.writing
        writing.send.connect(self.sending.send)
        writing.later.connect(self.sending.send_later)
        writing.attach.connect(self._choose_files)
        writing.pass_corner.logged_in.connect(self._logged_in)
        writing.pass_corner.why_wanted.connect(self._desk.open_why)

    def _bind_keys(self) -> None:
        regions = (self.tools, self.sheet.head, self.sheet.body, self.footer)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+Return": self.sending.go,
            "Ctrl+Enter": self.sending.go,
            "Ctrl+Shift+Return": self._choose_when,
            "Ctrl+Shift+A": self._choose_files,
            "Ctrl+L": self._log_in,
            "Ctrl+W": self._window.close,
            "F6": lambda: go_round(regions, 1),
            "Shift+F6": lambda: go_round(regions, -1),
        }
        bind(self._window, keys)

    def _open_new(self) -> None:
        self._desk.open_compose()

    def _open_outbox(self) -> None:
        self._desk.open_outbox()

    def _show_title(self) -> None:
        self._window.show_title(self.sheet.head.subject.text().strip())


def _strip_of(desk: FrontDesk) -> "PracticeStrip | None":
    if desk.practice is None:
        return None
    from tegata.gui.practice_strip import PracticeStrip

    return PracticeStrip(desk.practice)
