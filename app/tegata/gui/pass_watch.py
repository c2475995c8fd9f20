"""Asks where an account stands: when something was heard, and once a second while a countdown is seen."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tegata.delivery.verbs import Verbs
from tegata.gui.announce import announce
from tegata.relay.window import WindowState, WindowStatus
from tegata.words.gettext import _
from tegata.words.times import spoken
from tegata.words.windows import pass_lines

_CALM = 1000  # milliseconds between two looks
_ENDING = 250
_COUNTING = frozenset({WindowState.OPEN, WindowState.ENDING})
_MAY_HAVE_CHANGED = frozenset({QEvent.Type.Show, QEvent.Type.Expose, QEvent.Type.WindowActivate})


class PassWatch(QObject):
    """The countdown's clockwork. It ticks only while a time is counting down where `owner` can be seen.

    Whatever else changes is heard of, so that no clock is needed for it.
    """

    changed = Signal(object)  # WindowStatus

    def __init__(self, verbs: Verbs, owner: QWidget) -> None:
        super().__init__(owner)
        self._verbs = verbs
        self._owner = owner
        self._account = ""
        self._status = WindowStatus(WindowState.UNKNOWN)
        self._settled = self._status  # without the logins under way
        self._quiet = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        owner.installEventFilter(self)

    @property
    def status(self) -> WindowStatus:
        """What was seen last."""
        return self._status

    @property
    def host(self) -> str:
        """The POP3 server of the account; empty where there is none."""
        for account in self._verbs.accounts():
            if account.name == self._account and account.pop is not None:
                return account.pop.host
        return ""

    def set_account(self, name: str) -> None:
        """Watch this account from now on; the change itself is not announced."""
        self._account = name
        self._status = self._settled = self._seen()
        self._show()

    def be_quiet(self, quiet: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show without a word what ends, while no letter is being written or waiting."""
        self._quiet = quiet

    def look(self) -> None:
        """Look now, because the clock ticked or because something was heard."""
        self._status = self._seen()
        if not self._status.logging_in:  # what a login changes is told at its end
            before, self._settled = self._settled, self._status
            self._tell(before, self._status)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wake up when the owner comes into sight, rest when it is hidden."""
        if event.type() is QEvent.Type.Show:  # only the window itself hears whether it is exposed
            self._owner.window().windowHandle().installEventFilter(self)
        if event.type() in _MAY_HAVE_CHANGED:
            self.look()
        elif event.type() is QEvent.Type.Hide:
            self._timer.stop()
        return super().eventFilter(watched, event)

    def _tell(self, before: WindowStatus, now: WindowStatus) -> None:
        ended = now.state is not WindowState.OPEN
        words = _news(before, now)
        if words is not None and not (self._quiet and ended) and self._is_in_front():
            announce(self._owner, words)

    def _seen(self) -> WindowStatus:
        if not self._account:
            return WindowStatus(WindowState.UNKNOWN)
        return self._verbs.window(self._account)

    def _show(self) -> None:
        self.changed.emit(self._status)
        if self._status.state in _COUNTING and self._in_sight():
            self._timer.start(_ENDING if self._status.state is WindowState.ENDING else _CALM)
        else:
            self._timer.stop()

    def _in_sight(self) -> bool:
        """Whether some of the owner's window is on a screen: not minimized, say, or on another desktop."""
        return self._owner.isVisible() and self._owner.window().windowHandle().isExposed()

    def _is_in_front(self) -> bool:
        """Whether the owner's window is the active one, or the one below it: several say a thing once."""
        front, mine = QApplication.activeWindow(), self._owner.window()
        while front is not None and front is not mine:
            below = front.parentWidget()
            front = below.window() if below is not None else None
        return front is mine


def _news(before: WindowStatus, now: WindowStatus) -> str | None:
    """Return what is worth interrupting for: opened, about to end, ended, network changed."""
    if before.state is now.state:
        return None
    match now.state:
        case WindowState.OPEN:
            return pass_lines(now).spoken
        case WindowState.ENDING:
            left = spoken(now.remaining or timedelta(0))
            return _("{span} left. {words}").format(span=left, words=pass_lines(now).second)
        case WindowState.EXPIRED | WindowState.VOID:
            return pass_lines(now).spoken if before.state in _COUNTING else None
        case WindowState.NOT_NEEDED | WindowState.UNKNOWN | WindowState.CLOSED:
            return None
