"""The side list of the account window: whose account, its pages, and a way to add another."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tegata.gui import icons, theme
from tegata.gui.account_switcher import AccountSwitcher
from tegata.gui.buttons import Button, Kind
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.labels import Hairline
from tegata.gui.tokens import RADIUS_CONTROL, Tokens
from tegata.words.gettext import _

WIDTH = 204
_ITEM = 38
_ICON = int(Qt.ItemDataRole.UserRole)
_FLAWED = _ICON + 1


class AccountSide(QWidget):
    """`page` carries the number of the page; arrow keys go through the list."""

    page = Signal(int)
    add_wanted = Signal()

    def __init__(self, pages: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.switcher = AccountSwitcher()
        self.list = _PageList(pages)
        self.add = Button(_("Add accou&nt"), Kind.QUIET, "plus")
        self.add.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 16)
        column.setSpacing(8)
        column.addWidget(self.switcher)
        column.addWidget(Hairline())
        column.addWidget(self.list, 1)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.currentRowChanged.connect(self.page)
        self.add.clicked.connect(self.add_wanted)

    def show_page(self, number: int) -> None:
        """Mark a page as the current one."""
        self.list.setCurrentRow(number)

    def mark_flawed(self, numbers: set[int]) -> None:
        """Put a sign in the icon's place of the pages on which something is to be mended."""
        for n in range(self.list.count()):
            self.list.item(n).setData(_FLAWED, n in numbers)


class _PageList(QListWidget):
    def __init__(self, pages: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_PageDelegate(self))
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("background: transparent; border: none;")
        for words, icon in pages:
            item = QListWidgetItem(words)
            item.setData(_ICON, icon)
            self.addItem(item)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Go to the page that was chosen: a screen reader chooses without going there."""
        super().selectionChanged(selected, deselected)
        if chosen := selected.indexes():
            self.setCurrentIndex(chosen[0])
        else:
            QTimer.singleShot(0, self, self._choose_one)  # it clears the choice before it chooses

    def _choose_one(self) -> None:
        if not self.selectedIndexes():
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Select)


class _PageDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, max(_ITEM, option.fontMetrics.height() + 14))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = theme.current()
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        _paint_page(painter, box, index, tokens, current=current)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, tokens.accent)
        painter.restore()


def _paint_page(
    painter: QPainter,
    box: QRectF,
    index: QModelIndex | QPersistentModelIndex,
    tokens: Tokens,
    *,
    current: bool,
) -> None:
    ink = tokens.accent_ink if current else tokens.ink_2
    middle = round(box.center().y() - icons.TOOL / 2)
    place = QRectF(box.left() + 10, middle, icons.TOOL, icons.TOOL)
    if index.data(_FLAWED):
        icons.paint(painter, "circle-alert", place, tokens.danger_ink)
    else:
        icons.paint(painter, index.data(_ICON), place, ink)
    painter.setPen(QColor(ink))
    painter.setFont(font(Type.BASE, QFont.Weight.DemiBold if current else QFont.Weight.Medium))
    words = box.adjusted(10 + icons.TOOL + 10, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, index.data())
