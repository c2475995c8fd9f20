"""A list view for ten thousand rows of different heights, each measured once until it changes."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_FOCUS = QStyle.StateFlag.State_HasFocus
_LINE = 40  # pixels that a turn of the wheel counts as one line


class RowView(QListView):
    """A QListView that lays its rows out by itself: Qt's asks all of them again whenever one has changed.

    `measure` returns the height of a row in pixels. One row can be selected, rows that are not enabled are
    passed over. What screen readers see is a list as any other.
    """

    def __init__(self, measure: Callable[[int], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measure = measure
        self._heights: list[int | None] = []
        self._tops: list[int] | None = None  # where each row begins, and the last one ends

    def follow(self, model: QAbstractItemModel) -> None:
        """Show a model, once and for all: in place of `setModel`."""
        model.rowsInserted.connect(self._take_in)  # before Qt's own connections: they ask where rows lie
        model.rowsRemoved.connect(self._let_go)
        model.rowsMoved.connect(self._move)
        model.modelReset.connect(self._begin_anew)
        model.dataChanged.connect(lambda top, bottom: self.measure_again(range(top.row(), bottom.row() + 1)))
        self.setModel(model)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._begin_anew()

    def measure_again(self, rows: range | None = None) -> None:
        """Ask how high these rows are, or all, when it matters next."""
        for row in range(len(self._heights)) if rows is None else rows:
            self._heights[row] = None
        self._lay_out_soon()

    def rows_in_sight(self) -> range:
        """Return the rows of which something is seen."""
        return self._rows_between(0, self.viewport().height())

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid():
            return QRect()
        top, below = self._all_tops()[index.row() : index.row() + 2]
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), below - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point.y() + self.verticalOffset())
        return self.model().index(row, 0) if row < len(self._heights) else QModelIndex()

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a row into sight, whatever the hint, as little as it takes."""
        rect, bar = self.visualRect(index), self.verticalScrollBar()
        if rect.isEmpty():
            return
        too_low = max(0, rect.bottom() + 1 - self.viewport().height())
        bar.setValue(bar.value() + min(rect.top(), too_low))

    def moveCursor(self, action: _Move, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        target, step = self._aim(action)
        rows = range(max(0, target), len(self._heights)) if step > 0 else range(target, -1, -1)
        found = next((row for row in rows if self._is_enabled(row)), None)
        return self.currentIndex() if found is None else self.model().index(found, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.indexAt(rect.center()), command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # QListView's would measure all rows

    def updateGeometries(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(page)
        bar.setSingleStep(_LINE)
        bar.setRange(0, max(0, self._all_tops()[-1] - page))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QPainter(self.viewport()), QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, current = option.state, self.currentIndex()
        for row in self._rows_between(event.rect().top(), event.rect().bottom() + 1):
            index = self.model().index(row, 0)
            focused = index == current and self.hasFocus()
            option.state = plain | _FOCUS if focused else plain
            option.rect = self.visualRect(index)
            self.itemDelegate().paint(painter, option, index)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        QAbstractItemView.currentChanged(self, current, previous)
        self._tell_readers(QAccessible.Event.Focus, current)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
        for index in selected.indexes():
            self._tell_readers(QAccessible.Event.Selection, index)

    def _tell_readers(self, event: QAccessible.Event, index: _Index) -> None:
        """Say for QListView what it cannot: where its layout is empty, it has no such row."""
        if QAccessible.isActive() and index.isValid() and self.hasFocus():
            told = QAccessibleEvent(self, event)
            told.setChild(index.row())
            QAccessible.updateAccessibility(told)

    def _aim(self, action: _Move) -> tuple[int, int]:
        """Return the row that a key leads to, and which way to look on from there."""
        here, page = self.currentIndex().row(), self.viewport().height()
        top = self.visualRect(self.currentIndex()).top() + self.verticalScrollBar().value()
        match action:
            case _Move.MoveUp | _Move.MovePrevious:
                return here - 1, -1
            case _Move.MoveDown | _Move.MoveNext:
                return here + 1, 1
            case _Move.MovePageUp:
                return self._row_at(max(0, top - page)), 1
            case _Move.MovePageDown:
                return min(self._row_at(top + page), len(self._heights) - 1), -1
            case _Move.MoveHome:
                return 0, 1
            case _Move.MoveEnd:
                return len(self._heights) - 1, -1
            case _:
                return here, 1

    def _is_enabled(self, row: int) -> bool:
        return bool(self.model().flags(self.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled)

    def _rows_between(self, top: int, bottom: int) -> range:
        """Return the rows between two heights of the viewport."""
        offset = self.verticalScrollBar().value()
        below = bisect_left(self._all_tops(), offset + bottom)
        return range(max(0, self._row_at(offset + top)), min(below, len(self._heights)))

    def _row_at(self, y: int) -> int:
        """Return the row at a height of the whole list; below the last, so many as there are."""
        return bisect_right(self._all_tops(), y) - 1

    def _all_tops(self) -> list[int]:
        if self._tops is None:
            heights = [
                self._measure(row) if known is None else known for row, known in enumerate(self._heights)
            ]
            self._heights = [*heights]
            self._tops = [0, *accumulate(heights)]
        return self._tops

    def _take_in(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._heights[first:first] = [None] * (last + 1 - first)
        self._lay_out_soon()

    def _let_go(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self._heights[first : last + 1]
        self._lay_out_soon()

    def _move(self, _parent: QModelIndex, first: int, last: int, _there: QModelIndex, before: int) -> None:
        moved = self._heights[first : last + 1]
        del self._heights[first : last + 1]
        place = before if before < first else before - len(moved)
        self._heights[place:place] = moved
        self._lay_out_soon()

    def _begin_anew(self) -> None:
        self._heights = [None] * self.model().rowCount()
        self._lay_out_soon()

    def _lay_out_soon(self) -> None:
        self._tops = None
        self.scheduleDelayedItemsLayout()
