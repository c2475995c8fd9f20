"""The account dialog at the desk: one at a time, and what is changed in it takes effect."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.account_dialog import AccountDialog, Page, Surroundings
from tegata.gui.theme import Choice
from tegata.profile import Preferences

if TYPE_CHECKING:
    from asyncio import Lock

    from tegata.gui.around import Around


class DeskSettings:
    """`closed` is called when the dialog has gone: it may have been the last window."""

    def __init__(self, verbs: Verbs, around: "Around", closed: Callable[[], None]) -> None:
        self._verbs = verbs
        self._around = around
        self._closed = closed
        self._preferences = around.preferences
        self._dialog: AccountDialog | None = None
        self._turn: Lock | None = None

    @property
    def preferences(self) -> Preferences:
        """The settings of the program as they are now."""
        return self._preferences

    def shown(self) -> AccountDialog | None:
        """Return the dialog, if it is there."""
        return self._dialog

    def dialog(self) -> AccountDialog:
        """Return the dialog, made where there is none."""
        self._dialog = self._dialog or self._make()
        return self._dialog

    def show_account(self, account: str | None, page: str | None) -> None:
        """Turn to an account and to the page of that name; None adds an account."""
        dialog = self.dialog()
        if account is not None:
            dialog.choose_account(account)
        elif self._verbs.accounts():
            dialog.add_account()
        if page is not None:
            dialog.open_page(Page[page])

    async def settle(self) -> None:
        """Wait until all that was changed is on disk."""
        async with self._taking_turns():
            return

    def _make(self) -> AccountDialog:
        around = Surroundings(self._preferences, self._around.logs, self._around.neighbours)
        dialog = AccountDialog(self._verbs, around)
        dialog.preferences_changed.connect(self.prefer)
        dialog.practice_wanted.connect(self._practise)
        dialog.finished.connect(self._let_go)
        return dialog

    def prefer(self, preferences: Preferences) -> None:
        """Go by these settings from now on, and save them."""
        self._preferences = preferences
        self._around.theme.choose(Choice(preferences.theme))
        calls.start(self._save(preferences), "save preferences")

    def _let_go(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        self._closed()

    async def _save(self, preferences: Preferences) -> None:
        """Save off the loop, for a disk may take its time; the saving that was asked for last is the last."""
        from tegata.tasks import in_thread

        async with self._taking_turns():
            await in_thread(lambda: self._around.save_preferences(preferences), "save preferences")

    def _taking_turns(self) -> "Lock":
        from asyncio import Lock

        self._turn = self._turn or Lock()
        return self._turn

    def _practise(self) -> None:
        if self._around.start_practice is not None:
            self._around.start_practice()
