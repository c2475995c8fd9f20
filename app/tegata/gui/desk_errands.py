"""What leads from one window to another: explanations, letters taken up again, kept drafts."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tegata.delivery.notices import DraftKept, LoginResult
from tegata.delivery.verbs import Verbs
from tegata.gui import calls, login_words
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.front_desk import FrontDesk
from tegata.gui.outbox_actions import OutboxActions
from tegata.gui.outbox_watch import OutboxWatch
from tegata.gui.uploads import Uploads
from tegata.mail.draft import Draft
from tegata.store.parcel import Parcel

if TYPE_CHECKING:
    from tegata.gui.check_window import CheckWindow
    from tegata.gui.outbox_window import OutboxWindow
    from tegata.gui.why_window import WhyWindow


class DeskErrands:
    """Runs between windows that do not know each other, and loads them when they are wanted."""

    def __init__(self, verbs: Verbs, desk: FrontDesk, uploads: Uploads) -> None:
        self.watch = OutboxWatch(verbs, uploads)
        self._verbs = verbs
        self._desk = desk

    def explain(self, parcel: Parcel, window: QWidget) -> None:
        """Open the explanation card over `window`; what is pressed on it is carried out."""
        self._actions(window).explain(parcel)

    def wire(self, actions: OutboxActions, window: QWidget) -> None:
        """Do what the outbox and the card ask for beyond the verbs."""
        actions.edit_letter.connect(lambda number, draft: self._edit(window, number, draft))
        actions.settings_wanted.connect(lambda account: self._desk.open_settings(account, "SERVERS"))
        actions.password_wanted.connect(self._desk.ask_password)
        if isinstance(window, ComposeWindow):
            actions.logged_in_for.connect(lambda _parcel: window.sending.flow.logged_in_by_hand())
        actions.login_failed.connect(lambda result: self._login_failed(window, result))
        actions.why_wanted.connect(self._desk.open_why)

    def first_account(self) -> str | None:
        """Return the account that is meant where none is named."""
        return next((each.name for each in self._verbs.accounts()), None)

    def make_outbox(self) -> "OutboxWindow":
        """Make the outbox; its tools lead to the other windows."""
        from tegata.gui.outbox_window import OutboxWindow

        outbox = OutboxWindow(self._verbs, self.watch)
        self.wire(outbox.deeds, outbox)
        bar = outbox.tool_bar
        outbox.new_letter.connect(self._desk.open_compose)
        bar.drafts.connect(lambda: self._desk.show_drafts(bar.drafts_button))
        bar.check.connect(self._desk.open_check)
        bar.settings.connect(lambda: self._desk.open_settings(self.first_account()))
        outbox.pass_corner.why_wanted.connect(self._desk.open_why)
        return outbox

    def make_check(self) -> "CheckWindow":
        """Make the window that walks the way of a letter; its tools lead to the other windows."""
        from tegata.gui.check_window import CheckWindow

        check = CheckWindow(self._verbs)
        bar = check.tool_bar
        check.new_letter.connect(self._desk.open_compose)
        check.settings_wanted.connect(lambda account: self._desk.open_settings(account or None, "SERVERS"))
        bar.drafts.connect(lambda: self._desk.show_drafts(bar.drafts_button))
        bar.outbox.connect(self._desk.open_outbox)
        bar.check.connect(check.start)
        bar.settings.connect(lambda: self._desk.open_settings(check.accounts.currentData()))
        check.pass_corner.why_wanted.connect(self._desk.open_why)
        return check

    def make_why(self) -> "WhyWindow":
        """Make the window that tells why servers refuse; it leads to the check of the way from here."""
        from tegata.gui.why_window import WhyWindow

        why = WhyWindow(self._verbs)
        why.check_wanted.connect(self._desk.open_check)
        return why

    async def show_drafts(self, anchor: QWidget) -> None:
        """Show the kept drafts below a tool."""
        from tegata.gui.drafts_menu import DraftsMenu

        menu = DraftsMenu(anchor)
        menu.opened.connect(lambda number: calls.start(self._open_draft(number), "desk: open draft"))
        menu.earlier_wanted.connect(
            lambda kept: calls.start(self._show_versions(kept, anchor), "desk: show versions")
        )
        menu.deleted.connect(lambda number: calls.start(self._verbs.drop_draft(number), "desk: drop draft"))
        menu.show_drafts(await self._verbs.drafts(), anchor)

    def _actions(self, window: QWidget) -> OutboxActions:
        """Return the window's own actions; they live as long as it, for a remedy may outlast its card."""
        found = window.findChild(OutboxActions)
        if isinstance(found, OutboxActions):
            return found
        actions = OutboxActions(self._verbs, self.watch, window)
        self.wire(actions, window)
        return actions

    async def _open_draft(self, number: int) -> None:
        draft = await self._verbs.draft(number)
        if draft is not None:
            self._desk.open_compose(draft, number)

    async def _show_versions(self, kept: DraftKept, anchor: QWidget) -> None:
        from tegata.gui.versions_menu import VersionsMenu

        menu = VersionsMenu(kept, anchor)
        menu.chosen.connect(
            lambda version: calls.start(self._go_back(kept.id, version), "desk: earlier version")
        )
        menu.show_versions(await self._verbs.draft_versions(kept.id), anchor)

    async def _go_back(self, number: int, version: int) -> None:
        """Show the draft as it was. Its window says what is wrong where that would lose what is not kept."""
        if await self._desk.keep_all():
            draft = await self._verbs.go_back(number, version)
            if draft is not None:
                self._desk.show_draft(draft, number)

    def _edit(self, window: QWidget, number: int, draft: Draft) -> None:
        """Write on in the window that the letter was sent from, or in a new one."""
        if isinstance(window, ComposeWindow) and window.sending.is_on_its_way:
            window.sending.flow.let_go()
            window.show_draft(draft, number)
        else:
            self._desk.open_compose(draft, number)

    def _login_failed(self, window: QWidget, result: LoginResult) -> None:
        headline, detail = login_words.said(result)
        if isinstance(window, ComposeWindow):
            window.say(headline, detail)
        else:
            self._desk.say(headline, detail)
