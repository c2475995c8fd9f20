"""The list in the outbox window: painted rows, and real buttons on those that matter now."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QWidget

from tegata.gui import outbox_deeds, outbox_layout, popups
from tegata.gui.outbox_buttons import RowButtons
from tegata.gui.outbox_delegate import OutboxDelegate
from tegata.gui.outbox_layout import Places
from tegata.gui.outbox_model import OutboxModel
from tegata.gui.outbox_row import Deed, Row
from tegata.gui.row_view import RowView
from tegata.words.gettext import _

_Index = QModelIndex | QPersistentModelIndex

_BY_KEY = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class OutboxList(RowView):
    """Says what was pressed for which parcel; whoever owns the list does it.

    Up and down go through the rows; Tab goes to the current row's buttons, Return to the strongest of them.
    The real buttons lie in `page`, which the list fills. Arrows go from one of them to the next.
    """

    pressed = Signal(Deed, int)

    def __init__(self, model: OutboxModel, page: QWidget) -> None:
        super().__init__(self._height_of, page)
        self._model = model
        self._page = page
        self._arrows = QButtonGroup(self)
        self._arrows.setExclusive(False)
        self._delegate = OutboxDelegate(self)
        self._real: dict[int, RowButtons] = {}
        self._down: tuple[int, Deed] | None = None
        self.follow(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Letters in the outbox"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)

    def current_parcel(self) -> int | None:
        """Return the parcel of the current row."""
        row = self._model.row(self.currentIndex())
        return row.parcel_id if row is not None else None

    def buttons_of(self, parcel_id: int) -> list[QWidget]:
        """Return the real buttons of a row; none while it is only painted."""
        real = self._real.get(parcel_id)
        return list(real.buttons) if real is not None else []

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        row = self._model.row(current)
        self._delegate.current = row.parcel_id if row is not None else None
        for index in (current, previous):
            self.measure_again(range(index.row(), index.row() + 1) if index.isValid() else range(0))
        super().currentChanged(current, previous)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Go to the row that was chosen: a screen reader chooses without going there."""
        super().selectionChanged(selected, deselected)
        if selected.indexes():
            self.setCurrentIndex(selected.indexes()[0])

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_buttons()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._delegate.width != self.viewport().width():
            self._delegate.width = self.viewport().width()
            self.measure_again()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            outbox_layout.forget()
            self._delegate.forget_pictures()
            self.measure_again()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to a row by Tab; a window that merely opens or comes forward leaves the rows alone."""
        had_current = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not had_current and event.reason() not in _BY_KEY:
            self.selectionModel().clearCurrentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._model.row(self.currentIndex())
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
            real = self._real.get(row.parcel_id)
            button = real.strongest(row) if real is not None else None
            if button is not None:
                button.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._down = self._painted_deed(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        down, self._down = self._down, None
        if down is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(down[1], down[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._painted_deed(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        row = self._model.row(index)
        if row is None or not (row.deeds or row.more):
            return
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        corner = self.visualRect(index).center() if keyboard else event.pos()
        popups.open_menu(self._menu(row), self.viewport().mapToGlobal(corner))

    def _menu(self, row: Row) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for deed in (*reversed(row.deeds), *row.more):
            action = menu.addAction(outbox_deeds.words(deed))
            action.triggered.connect(lambda _on=False, deed=deed: self.pressed.emit(deed, row.parcel_id))
        return menu

    def _painted_deed(self, point: QPoint) -> tuple[int, Deed] | None:
        index = self.indexAt(point)
        row = self._model.row(index)
        if row is None or row.parcel_id in self._delegate.real:
            return None
        deed = self._delegate.deed_at(row, point - self.visualRect(index).topLeft())
        return None if deed is None else (row.parcel_id, deed)

    def _place_buttons(self) -> None:
        if not self._delegate.width:
            return
        wanted = self._rows_with_buttons()
        before = list(self._real.values())
        for parcel_id in [known for known in self._real if known not in wanted]:
            self._drop(parcel_id)
        for row, rect in wanted.values():
            places = self._delegate.places(row)
            self._buttons_for(row, places).place(places, rect.topLeft())
        self._delegate.real = frozenset(self._real)
        if before != list(self._real.values()):
            self._order_tabs()
        self.viewport().update()

    def _buttons_for(self, row: Row, places: Places) -> RowButtons:
        """Return the row's buttons: those it has, if they are still the right ones."""
        real = self._real.get(row.parcel_id)
        if real is None or not real.fit(places):
            self._drop(row.parcel_id)
            real = self._real[row.parcel_id] = RowButtons(row, places, self._page, self.pressed.emit)
            for button in real.buttons:
                self._arrows.addButton(button)
        return real

    def _rows_with_buttons(self) -> dict[int, tuple[Row, QRect]]:
        found: dict[int, tuple[Row, QRect]] = {}
        current = self.current_parcel()
        for number in self.rows_in_sight():
            row = self._model.at(number)
            if isinstance(row, Row) and (row.needs_you or row.parcel_id == current):
                found[row.parcel_id] = (row, self.visualRect(self._model.index(number)))
        return found

    def _height_of(self, row: int) -> int:
        return self._delegate.height(self._model.at(row))

    def _drop(self, parcel_id: int) -> None:
        real = self._real.pop(parcel_id, None)
        if real is not None and real.drop():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        """The current row's buttons come first, then the others from top to bottom."""
        current = self.current_parcel()
        last: QWidget = self
        for parcel_id in sorted(self._real, key=lambda known: known != current):
            for button in self._real[parcel_id].buttons:
                QWidget.setTabOrder(last, button)
                last = button
