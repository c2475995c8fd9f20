"""The head of the side list: whose settings these are, and a menu of the other accounts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from tegata.accounts.account import Account
from tegata.gui import icons, popups, theme
from tegata.gui.buttons import ByReturn, paint_tool_ground
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type, font, line_height
from tegata.gui.tokens import Tokens
from tegata.words.gettext import _

_PADDING = 10


class AccountSwitcher(ByReturn, QPushButton):
    """Name and domain on two lines; `chosen` carries the place of another account in the list."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = "", ""
        self._names: tuple[str, ...] = ()
        self._current = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open_menu)

    def show_accounts(self, accounts: Sequence[Account], current: int) -> None:
        """Offer these accounts; the one at `current` is being looked at."""
        account = accounts[current]
        self._first = account.display_name or account.name or _("New account")
        self._second = account.address.rpartition("@")[2]
        self._names = tuple(each.address or _("New account") for each in accounts)
        self._current = current
        self.setEnabled(len(accounts) > 1)
        self.setAccessibleName(_("Account: {name}").format(name=f"{self._first}, {account.address}"))
        self.setToolTip(account.address)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, line_height(Type.BASE) + line_height(Type.SMALL) + 10)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tool_ground(painter, self, tokens)
        self._paint_words(painter, tokens)
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)
        painter.end()

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        first, second = line_height(Type.BASE), line_height(Type.SMALL)
        top = (self.height() - first - second) / 2
        room = self.width() - 2 * _PADDING - (icons.SMALL + 4 if self.isEnabled() else 0)
        parts = (
            (self._first, font(Type.BASE, QFont.Weight.DemiBold), tokens.ink, top, first),
            (self._second, font(Type.SMALL), tokens.ink_2, top + first, second),
        )
        for words, face, ink, y, height in parts:
            shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.setFont(face)
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(_PADDING, y, room + 2, height), Qt.AlignmentFlag.AlignVCenter, shown)
        if self.isEnabled():
            x = self.width() - _PADDING - icons.SMALL
            box = QRectF(x, round(top + (first - icons.SMALL) / 2), icons.SMALL, icons.SMALL)
            icons.paint(painter, "chevron-down", box, tokens.ink_2)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for n, name in enumerate(self._names):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(n == self._current)
            action.triggered.connect(lambda _on=False, n=n: self.chosen.emit(n))
        popups.open_menu(menu, self.mapToGlobal(self.rect().bottomLeft()))
