"""Asks once a second where an account stands, while somebody can see the answer."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tegata.delivery.verbs import Verbs
from tegata.gui.announce import announce
from tegata.relay.window import WindowState, WindowStatus
from tegata.words.gettext import _
from tegata.words.windows import pass_lines

_CALM = 1000  # milliseconds between two looks
_ENDING = 250


class PassWatch(QObject):
    """The countdown's clockwork. It ticks only while `owner` is visible and a time is being shown."""

    changed = Signal(object)  # WindowStatus

    def __init__(self, verbs: Verbs, owner: QWidget) -> None:
        super().__init__(owner)
        self._verbs = verbs
        self._owner = owner
        self._account = ""
        self._status = WindowStatus(WindowState.UNKNOWN)
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
        self._status = self._seen()
        self._show()

    def look(self) -> None:
        """Look now, because the clock ticked or because something was heard."""
        before, self._status = self._status, self._seen()
        if (words := _news(before, self._status)) is not None:
            announce(self._owner, words)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wake up when the owner is shown, rest when it is hidden."""
        if event.type() is QEvent.Type.Show:
            self.look()
        elif event.type() is QEvent.Type.Hide:
            self._timer.stop()
        return super().eventFilter(watched, event)

    def _seen(self) -> WindowStatus:
        if not self._account:
            return WindowStatus(WindowState.UNKNOWN)
        return self._verbs.window(self._account)

    def _show(self) -> None:
        self.changed.emit(self._status)
        if not self._owner.isVisible():
            self._timer.stop()
            return
        self._timer.start(_ENDING if self._status.state is WindowState.ENDING else _CALM)


def _news(before: WindowStatus, now: WindowStatus) -> str | None:
    """Return what is worth interrupting for: opened, one minute left, ended, network changed."""
    if before.state is now.state:
        return None
    counting = {WindowState.OPEN, WindowState.ENDING}
    match now.state:
        case WindowState.OPEN:
            return pass_lines(now).spoken
        case WindowState.ENDING:
            return _("One minute left. {words}").format(words=pass_lines(now).second)
        case WindowState.EXPIRED | WindowState.VOID:
            return pass_lines(now).spoken if before.state in counting else None
        case WindowState.NOT_NEEDED | WindowState.UNKNOWN | WindowState.CLOSED:
            return None
