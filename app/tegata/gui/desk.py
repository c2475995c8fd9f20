"""The desk: owns every window, hears what happens and passes it on, and says when Tegata may end."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tegata.delivery.notices import Change, PasswordNeeded
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.around import Around
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.desk_count import DeskCount
from tegata.gui.desk_outbox import DeskOutbox
from tegata.gui.front_desk import DeskWindow
from tegata.gui.practice_controls import PracticeControls
from tegata.gui.spare_window import SpareWindow
from tegata.gui.uploads import Uploads
from tegata.mail.draft import Draft
from tegata.store.parcel import Parcel

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from tegata.gui.check_window import CheckWindow
    from tegata.gui.desk_errands import DeskErrands
    from tegata.gui.desk_leaving import DeskLeaving
    from tegata.gui.desk_passwords import DeskPasswords
    from tegata.gui.desk_settings import DeskSettings
    from tegata.gui.desk_tidings import DeskTidings
    from tegata.gui.why_window import WhyWindow
    from tegata.profile import Preferences
    from tegata.words.tidings import Notice


class Desk(QObject):
    """Implements `front_desk.FrontDesk`. `open_compose` may be called before the loop runs."""

    def __init__(self, verbs: Verbs, around: Around) -> None:
        super().__init__()
        self._verbs = verbs
        self._around = around
        self._composing: list[ComposeWindow] = []
        self._spare = SpareWindow(lambda window: window.furnish(verbs, self), self, around.bare)
        self._uploads = Uploads()
        self._outbox = DeskOutbox(self._errands, self._welcome_watched)
        self._check: CheckWindow | None = None
        self._why: WhyWindow | None = None
        self._settings_made: DeskSettings | None = None
        self._count = DeskCount(verbs, self._counted, anew=self._all_closed)
        self._said: tuple[str, str] | None = None
        self._quit: asyncio.Event | None = None
        self._errands_made: DeskErrands | None = None
        self._passwords_made: DeskPasswords | None = None
        self._leaving_made: DeskLeaving | None = None
        self._tidings_made: DeskTidings | None = None

    # the life of the program ----------------------------------------------------------------------------
    async def run(self, quit_wanted: "asyncio.Event") -> int:
        """Hear and pass on until `quit_wanted`; then keep the drafts, close everything, and return 0."""
        from tegata.gui.desk_ending import put_all_away
        from tegata.tasks import spawn

        self._quit = quit_wanted
        ear = spawn(self._hear(), "desk: hear")
        self._count.soon()
        if not self._verbs.accounts():
            self._welcome_newcomer()
        await quit_wanted.wait()
        await put_all_away(list(self._composing), self._verbs)
        if self._settings_made is not None:
            await self._settings_made.settle()
        ear.cancel()
        await self._count.stop()
        await self._outbox.rest()
        if self._tidings_made is not None:
            await self._tidings_made.close()
        self._close_all()
        return 0

    def hear(self, change: Change) -> None:
        """Pass on one change to every window."""
        self._uploads.hear(change)
        for window in list(self._composing):
            window.hear(change)
        for other in (self._outbox, self._check, self._why):
            if other is not None:
                other.hear(change)
        self._count.hear(change)
        if isinstance(change, PasswordNeeded):
            self._passwords().hear(change)

    # windows --------------------------------------------------------------------------------------------
    @property
    def practice(self) -> PracticeControls | None:
        """The practice provider, in practice mode."""
        return self._around.practice

    def open_compose(self, draft: Draft | None = None, draft_id: int | None = None) -> ComposeWindow:
        """Open a compose window, or raise the one that has this kept draft."""
        for window in self._composing:
            if draft_id is not None and window.draft_id == draft_id:
                bring_forward(window)
                return window
        window = self._make_compose(draft, draft_id)
        self._welcome(window)
        return window

    def show_draft(self, draft: Draft, draft_id: int) -> None:
        """Show a kept draft as it is now in its window, whatever stands there, or in a new one."""
        window = self.open_compose(draft, draft_id)
        if window.sheet.draft() != draft:
            window.show_draft(draft, draft_id)

    async def reopen(self) -> None:
        """Show the letters that were open when Tegata ended without a word. Raises StoreError.

        What was in front stays there, but a letter comes upon the blank sheet of the start.
        """
        from tegata.gui.desk_reopening import reopen

        left = await self._verbs.left_open()
        front = self._front()
        windows = reopen(left, self._composing, self._make_compose)
        if windows:
            self._welcome(front or windows[0])

    async def keep_all(self) -> bool:
        """Keep what is being written in every window; False where one could not be kept."""
        return all([await window.keep() for window in list(self._composing)])

    def open_outbox(self, parcel_id: int | None = None) -> None:
        """Show the outbox, at that parcel if one is named."""
        self._outbox.open(parcel_id)

    def open_settings(self, account: str | None = None, page: str | None = None) -> None:
        """Show the account dialog; None adds an account."""
        self._settings().show_account(account, page)
        self._welcome(self._settings().dialog())

    def open_check(self, account: str | None = None) -> None:
        """Walk the way of an account's letters, in a window of its own."""
        if self._check is None:
            self._check = self._errands().make_check()
            self._check.show_unsent(self.unsent())
        self._check.check(account or self._first_account())
        self._welcome_watched(self._check)

    def open_why(self, account: str | None = None) -> None:
        """Tell why servers refuse letters and what lets them through, in a window of its own."""
        if self._why is None:
            self._why = self._errands().make_why()
        self._why.show_account(account or self._first_account() or "")
        self._welcome_watched(self._why)

    def explain(self, parcel: Parcel) -> None:
        """Show why a parcel did not go out, over the window that it was written in."""
        window = self._window_of(parcel) or self._front()
        if window is not None:
            self._errands().explain(parcel, window)

    def ask_password(self, account: str) -> None:
        """Ask for the password that this account needs."""
        self._passwords().ask(account)

    def show_drafts(self, anchor: QWidget) -> None:
        """Show the kept drafts below a tool."""
        calls.start(self._drafts(anchor), "desk: show drafts")

    def undo_span(self) -> timedelta:
        """Return how long a letter can be undone after Send, as the settings have it now."""
        return timedelta(seconds=self.preferences().undo_seconds)

    def preferences(self) -> "Preferences":
        """Return the settings of the program as they are now."""
        made = self._settings_made
        return made.preferences if made is not None else self._around.preferences

    def unsent(self) -> int:
        """Return how many letters have not been accepted yet, as last counted."""
        return len(self._count.parcels())

    def raise_existing(self) -> None:
        """Bring Tegata to the front, because it was started once more."""
        bring_forward(self._front() or self.open_compose())

    def closed(self, window: DeskWindow) -> None:
        """Let go of a window that has closed, once its draft is kept."""
        if isinstance(window, ComposeWindow):
            calls.start(self._let_go(window), "desk: let go")

    def say(self, headline: str, detail: str) -> None:
        """Show a note in the compose window that is in front, or else in that of the check."""
        self._said = (headline, detail)
        if (window := self._composing[-1] if self._composing else self._check) is not None:
            window.say(headline, detail)

    # behind the desk ------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that a window closes: it may be the last one, and letters may wait."""
        if event.type() is QEvent.Type.Close and isinstance(watched, QWidget):
            if self._is_last(watched) and self._leaving().holds_back(watched, self._count.parcels()):
                event.ignore()
                return True
            self._count.soon()
        return super().eventFilter(watched, event)

    def _welcome_newcomer(self) -> None:
        """Ask for an account. What was said in the letter underneath is said here too: it may be why."""
        self.open_settings(None)
        if self._said is not None:
            self._settings().dialog().say(*self._said)

    async def _hear(self) -> None:
        async for change in self._verbs.changes():
            self.hear(change)

    async def _counted(self, parcels: tuple[Parcel, ...]) -> None:
        """Show how many letters have not been accepted yet; end, if that was all one waited for."""
        for window in self._composing:
            window.show_unsent(len(parcels))
        if self._check is not None:
            self._check.show_unsent(len(parcels))
        if self._leaving_made is not None:
            self._leaving_made.take_in(parcels)
        if self._all_closed():
            self._consider_leaving(parcels)
        else:
            self._outbox.expect(parcels)
        await self._tidings().consider(parcels)

    async def _let_go(self, window: ComposeWindow) -> None:
        if not await window.put_away() and not window.may_be_lost:
            window.ask_before_losing()
            bring_forward(window)
            return
        if window in self._composing:
            self._composing.remove(window)
            window.deleteLater()
        await self._count.count()

    async def _drafts(self, anchor: QWidget) -> None:
        await self.keep_all()
        await self._errands().show_drafts(anchor)

    def _make_compose(self, draft: Draft | None = None, draft_id: int | None = None) -> ComposeWindow:
        window = self._spare.take(draft, draft_id)
        self._composing.append(window)
        window.show_unsent(self.unsent())
        window.installEventFilter(self)
        return window

    def _all_closed(self) -> bool:
        if self._composing or self._outbox.is_awaited:  # a closed one may still be put on disk
            return False
        return self._front() is None

    def _consider_leaving(self, parcels: "Sequence[Parcel]") -> None:
        from tegata.gui.desk_leaving import Ending

        if self._leaving().consider(parcels) is Ending.LEAVE:
            self._end()

    def _open_new(self) -> None:
        self.open_compose()

    def _first_account(self) -> str | None:
        return self._errands().first_account()

    def _window_of(self, parcel: Parcel) -> ComposeWindow | None:
        return next((each for each in self._composing if each.sending.flow.parcel_id == parcel.id), None)

    def _is_last(self, window: QWidget) -> bool:
        return self._shown() == [window]

    def _shown(self) -> list[QWidget]:
        made = [*reversed(self._composing), *self._single_windows()]
        return [each for each in made if each.isVisible()]

    def _front(self) -> QWidget | None:
        visible = self._shown()
        return next((each for each in visible if each.isActiveWindow()), visible[0] if visible else None)

    def _single_windows(self) -> list[QWidget]:
        """Return the windows of which there is one each, where they have been made."""
        settings = self._settings_made.shown() if self._settings_made is not None else None
        made = (self._outbox.window, self._check, self._why, settings)
        return [each for each in made if each is not None]

    def _welcome(self, window: QWidget) -> None:
        if self._leaving_made is not None:
            self._leaving_made.come_back()
        bring_forward(window)

    def _welcome_watched(self, window: QWidget) -> None:
        window.installEventFilter(self)  # once, however often it is shown
        self._welcome(window)

    def _close_all(self) -> None:
        self._spare.let_go()
        closing = [*self._composing, *self._single_windows()]
        self._composing.clear()
        self._outbox.let_go()
        self._check = self._why = None  # what is still under way meets none of them
        for window in closing:
            window.hide()
            window.deleteLater()
        if self._leaving_made is not None:
            self._leaving_made.come_back()

    def _end(self) -> None:
        if self._quit is not None:
            self._quit.set()

    def _errands(self) -> "DeskErrands":
        from tegata.gui.desk_errands import DeskErrands

        self._errands_made = self._errands_made or DeskErrands(self._verbs, self, self._uploads)
        return self._errands_made

    def _settings(self) -> "DeskSettings":
        from tegata.gui.desk_settings import DeskSettings

        self._settings_made = self._settings_made or DeskSettings(self._verbs, self._around, self._count.soon)
        return self._settings_made

    def _passwords(self) -> "DeskPasswords":
        from tegata.gui.desk_passwords import DeskPasswords

        self._passwords_made = self._passwords_made or DeskPasswords(self._verbs, self._front, self.say)
        return self._passwords_made

    def _leaving(self) -> "DeskLeaving":
        from tegata.gui.desk_leaving import DeskLeaving, Ways

        if self._leaving_made is None:
            ways = Ways(
                show_outbox=self.open_outbox,
                new_letter=self._open_new,
                leave=self._end,
                look_again=self._count.soon,
                preferences=self.preferences,
                prefer=self._settings().prefer,
                lasts=self._around.lasts,
            )
            self._leaving_made = DeskLeaving(ways)
        return self._leaving_made

    def _tidings(self) -> "DeskTidings":
        from tegata.gui.desk_tidings import DeskTidings, Onlookers

        if self._tidings_made is None:
            onlookers = Onlookers(
                wanted=lambda: self.preferences().notices,
                present=self._is_watched,
                locked=self._around.locked,
                show_outbox=self.open_outbox,
                tell=self._tell_in_the_tray,
            )
            self._tidings_made = DeskTidings(self._verbs, onlookers)
        return self._tidings_made

    def _is_watched(self) -> bool:
        """Whether a window of ours, or the card, is in front of somebody."""
        if self._leaving_made is not None and self._leaving_made.speaks():
            return True
        # An application stays active after its last window has closed, until another one takes over.
        active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        return active and bool(self._shown()) and not self._around.locked()

    def _tell_in_the_tray(self, notice: "Notice") -> None:
        from tegata.gui.tray import Tray

        if Tray.is_there():
            self._leaving().tray.tell(notice)


def bring_forward(window: QWidget) -> None:
    """Show the window before all others, also when it was minimised."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
