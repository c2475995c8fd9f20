"""From: the account's name and address, and a menu of the others."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from tegata.accounts.account import Account
from tegata.gui import icons, popups, theme
from tegata.gui.buttons import ByReturn, paint_tool_ground
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.tokens import CHIP
from tegata.words.gettext import _

_ROOM = 6  # around the words, so that the ground under the pointer does not touch them
_GAP = 8


class AccountButton(ByReturn, QPushButton):
    """Pressed, it opens a menu of accounts; the last entry adds one."""

    chosen = Signal(str)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts: tuple[Account, ...] = ()
        self._current: Account | None = None
        self._address_shown = True
        self._menu = QMenu(self)  # kept: deleting a menu with its actions on closing crashes PySide
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open_menu)
        self.show_accounts((), None)

    def show_accounts(self, accounts: Sequence[Account], current: Account | None) -> None:
        """Show `current`, and offer `accounts`."""
        self._accounts, self._current = tuple(accounts), current
        words = self._name() + (f", {current.address}" if current else "")
        self.setAccessibleName(_("From: {account}").format(account=words))
        self.setToolTip(current.address if current else "")
        self.updateGeometry()
        self.update()

    def show_address(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Leave the address to the tool tip where it is narrow."""
        if shown != self._address_shown:
            self._address_shown = shown
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(_name_face()).horizontalAdvance(self._name())
        if address := self._address():
            width += _GAP + QFontMetrics(font(Type.BASE)).horizontalAdvance(address)
        height = QFontMetrics(font(Type.BASE)).height()
        return QSize(width + 2 * _ROOM + _GAP + icons.SMALL + 2, max(CHIP, height + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tool_ground(painter, self, tokens)
        room = self.width() - 2 * _ROOM - _GAP - icons.SMALL
        x = self._paint_part(painter, _ROOM, room, self._name(), _name_face(), tokens.ink)
        if address := self._address():
            x += _GAP
            x = self._paint_part(painter, x, room - x + _ROOM, address, font(Type.BASE), tokens.ink_2)
        top = round((self.height() - icons.SMALL) / 2) + 1
        icons.paint(
            painter, "chevron-down", QRectF(round(x + _GAP), top, icons.SMALL, icons.SMALL), tokens.ink_2
        )
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)
        painter.end()

    def _paint_part(
        self, painter: QPainter, x: float, room: float, text: str, face: QFont, ink: str
    ) -> float:
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, round(room)))
        width = metrics.horizontalAdvance(shown)
        painter.setFont(face)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        return x + width

    def _name(self) -> str:
        if self._current is None:
            return _("No account yet")
        return self._current.display_name or self._current.address

    def _address(self) -> str:
        if self._current is None or not self._address_shown or not self._current.display_name:
            return ""
        return self._current.address

    def _open_menu(self) -> None:
        menu = self._menu
        menu.clear()
        for account in self._accounts:
            words = f"{account.display_name}  {account.address}".strip().replace("&", "&&")
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(account == self._current)
            action.triggered.connect(lambda _on=False, name=account.name: self.chosen.emit(name))
        if self._accounts:
            menu.addSeparator()
        menu.addAction(_("&Add account…")).triggered.connect(self.add_wanted)
        popups.open_menu(menu, self.mapToGlobal(self.rect().bottomLeft()))


def _name_face() -> QFont:
    return font(Type.BASE, QFont.Weight.Medium)
