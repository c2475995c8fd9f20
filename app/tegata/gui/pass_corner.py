"""The pass in its corner, alive: it watches an account, opens the panel, logs in and switches."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QWidget

from tegata.accounts.account import Account
from tegata.delivery.notices import Change, LoginResult, WindowChanged
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.pass_button import PassButton
from tegata.gui.pass_watch import PassWatch
from tegata.relay import window_length
from tegata.relay.window import WindowStatus

if TYPE_CHECKING:
    from tegata.gui.pass_panel import PassPanel

_SAME_CLICK = 200  # milliseconds: the click that closed the popup must not open it again


class PassCorner(PassButton):
    """What every main window puts at the right of its footer."""

    logged_in = Signal(object)  # LoginResult
    why_wanted = Signal(str)  # account

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._account = ""
        self._watch = PassWatch(verbs, self)
        self._watch.changed.connect(self._show)
        self._panel: PassPanel | None = None
        self._closed_since = QElapsedTimer()
        self.clicked.connect(self._open_panel)

    @property
    def status(self) -> WindowStatus:
        """Where the account stands, as last seen."""
        return self._watch.status

    def set_account(self, name: str) -> None:
        """Stand for this account; empty for none."""
        self._account = name
        self._watch.set_account(name)
        self._show_switch()

    def be_quiet(self, quiet: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Step back to grey, and say nothing of what ends, while no letter is being written or waiting."""
        super().be_quiet(quiet)
        self._watch.be_quiet(quiet)

    def hear(self, change: Change) -> None:
        """Look again when a window changed; the desk passes on what it hears."""
        if isinstance(change, WindowChanged) and change.account == self._account:
            self._watch.look()

    def log_in(self) -> None:
        """Make a POP login now, if there is a POP server and none is under way."""
        if self._watch.host and not self._watch.status.logging_in:
            calls.start(self._log_in(self._account), "login now")

    async def _log_in(self, account: str) -> None:
        from tegata.gui.outbox_login import log_in_by_hand  # not before the first paint

        result: LoginResult = await log_in_by_hand(self._verbs, account, self.window())
        self._watch.look()
        self.logged_in.emit(result)

    def _show(self, status: WindowStatus) -> None:
        self.show_status(status, self._watch.host)
        if self._panel is not None and self._panel.isVisible():
            self._fill(self._panel)

    def _open_panel(self) -> None:
        if self._closed_since.isValid() and self._closed_since.elapsed() < _SAME_CLICK:
            return
        if self._panel is None:
            from tegata.gui.pass_panel import PassPanel

            self._panel = PassPanel(self)
            self._panel.login_now.connect(self.log_in)
            self._panel.switched.connect(self._switch)
            self._panel.why.connect(lambda: self.why_wanted.emit(self._account))
            self._panel.closed.connect(self._panel_closed)
        self._show_switch()
        self._fill(self._panel)
        self._panel.pop_up_above(self, self._focus_reason())

    def _fill(self, panel: "PassPanel") -> None:
        account = self._find()
        learned = self._verbs.learned(self._account)
        shortened = window_length.shortened(account.pop_before_send.window, learned) if account else None
        panel.show_status(self._watch.status, self._watch.host, shortened)

    def _panel_closed(self) -> None:
        self._closed_since.start()
        self.setFocus(self._focus_reason())

    def _focus_reason(self) -> Qt.FocusReason:
        """Opened by a key, the outline stays to be seen; opened by the mouse, it stays away."""
        by_key = self._focus_shown
        return Qt.FocusReason.PopupFocusReason if by_key else Qt.FocusReason.MouseFocusReason

    def _show_switch(self) -> None:
        account = self._find()
        if self._panel is not None and account is not None:
            self._panel.show_switch(account.pop_before_send.enabled, account.pop is not None)

    def _switch(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if (account := self._find()) is not None:
            calls.start(self._verbs.save_account(switched(account, on=on)), "switch POP before send")

    def _find(self) -> Account | None:
        return next((each for each in self._verbs.accounts() if each.name == self._account), None)


def switched(account: Account, *, on: bool) -> Account:
    """Return the account with POP before send on or off."""
    return replace(account, pop_before_send=replace(account.pop_before_send, enabled=on))
