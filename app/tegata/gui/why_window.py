"""Why can't I send? Six points on one page that scrolls, with the reader's own servers where known."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QVBoxLayout, QWidget

from tegata.accounts.account import Account
from tegata.delivery.notices import AccountsChanged, Change, WindowChanged
from tegata.delivery.verbs import Verbs
from tegata.gui.buttons import Button
from tegata.gui.dialog_shape import shape
from tegata.gui.focus import keep_in_sight
from tegata.gui.fonts import Type
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.opening_size import open_at
from tegata.gui.roles import Role, told_as
from tegata.gui.scrolling import Paper, scrolled
from tegata.gui.tokens import DIALOG_MARGIN
from tegata.gui.why_point import AROUND, PointView
from tegata.relay.window import WindowState, WindowStatus
from tegata.words.gettext import _
from tegata.words.why import points, sparse_bill

_NARROW = 680
_SCROLL = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
    Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


@told_as(Role.Window)
class WhyWindow(QWidget):
    """A window of its own, so that it can stay beside a letter or an explanation card."""

    check_wanted = Signal(str)  # account

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._account = ""
        bill = sparse_bill(None)
        told = points(None, WindowStatus(WindowState.UNKNOWN))
        self.points = [PointView(n, point, bill) for n, point in enumerate(told, 1)]
        self.check_button = Button(_("Can I send from &here?"), icon="route")
        self.close_button = Button(_("&Close"))
        self._whose = Words("", Type.SMALL, Ink.SECOND).wrapped()
        self.setWindowTitle(_("Why can’t I send?") + " — Tegata")
        self.setMinimumSize(480, 360)
        open_at(self, 820, 720)
        self.view = scrolled(self._page())
        keep_in_sight(self.view)
        shape(self, self.view, (self.check_button, self.close_button))
        self.check_button.clicked.connect(lambda: self.check_wanted.emit(self._account))
        self.close_button.clicked.connect(self.close)
        for key in (QKeySequence.StandardKey.Cancel, QKeySequence.StandardKey.Close):
            QShortcut(QKeySequence(key), self, self.close)

    def show_account(self, name: str) -> None:
        """Tell it with this account's servers; an unknown name tells it of nobody in particular."""
        self._account = name
        self._show()
        self.points[0].drawing.setFocus()

    def hear(self, change: Change) -> None:
        """Take in what happened; the desk passes it on."""
        if isinstance(change, AccountsChanged | WindowChanged):
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for point in self.points:
            point.stack(narrow=self.width() < _NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that a scroll area leaves alone."""
        action = _SCROLL.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self.view.verticalScrollBar().triggerAction(action)

    def _show(self) -> None:
        account = self._find()
        status = self._verbs.window(account.name) if account else WindowStatus(WindowState.UNKNOWN)
        bill = sparse_bill(account)
        for view, point in zip(self.points, points(account, status), strict=True):
            view.show_point(point, bill)
        whose = _("Told with the servers of {address}.")
        self._whose.setText(whose.format(address=account.address) if account else "")
        self._whose.setVisible(account is not None)

    def _find(self) -> Account | None:
        return next((each for each in self._verbs.accounts() if each.name == self._account), None)

    def _page(self) -> QWidget:
        page = Paper()
        column = QVBoxLayout(page)
        left = DIALOG_MARGIN - AROUND
        column.setContentsMargins(left, DIALOG_MARGIN - 8, DIALOG_MARGIN, DIALOG_MARGIN - 4)
        column.setSpacing(20)
        head = QVBoxLayout()
        head.setContentsMargins(AROUND, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(Words(_("Why can’t I send?"), Type.TITLE).wrapped())
        lead = _("A letter needs a server that passes it on. Six points: what servers allow, and why.")
        head.addWidget(Words(lead, Type.SMALL, Ink.SECOND).wrapped())
        head.addWidget(self._whose)
        column.addLayout(head)
        for view in self.points:
            line = QHBoxLayout()
            line.setContentsMargins(AROUND, 0, 0, 0)
            line.addWidget(Hairline())
            column.addLayout(line)
            column.addWidget(view)
        column.addStretch(1)
        return page
