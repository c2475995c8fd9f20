"""Rows of different heights."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QAccessible, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tegata.gui.row_view import RowView

HEIGHTS = {"low": 20, "plain": 60, "high": 150}
Show = Callable[..., RowView]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def made(*rows: str, asked: list[int] | None = None) -> RowView:
        model = QStringListModel(list(rows))

        def measure(row: int) -> int:
            if asked is not None:
                asked.append(row)
            return HEIGHTS[str(model.index(row).data())]

        view = RowView(measure)
        model.setParent(view)
        view.follow(model)
        qtbot.addWidget(view)
        view.setFrameShape(RowView.Shape.NoFrame)
        view.resize(300, 200)
        view.show()
        view.setFocus()
        QApplication.processEvents()
        return view

    return made


def tops(view: RowView) -> list[int]:
    model = view.model()
    return [view.visualRect(model.index(row, 0)).top() for row in range(model.rowCount())]


def model_of(view: RowView) -> QStringListModel:
    model = view.model()
    assert isinstance(model, QStringListModel)
    return model


def test_rows_lie_under_one_another_and_scroll_to_the_end_of_the_last(show: Show) -> None:
    view = show("low", "high", "plain")
    assert tops(view) == [0, 20, 170]
    assert view.verticalScrollBar().maximum() == 230 - 200
    view.verticalScrollBar().setValue(30)
    assert tops(view) == [-30, -10, 140]
    assert view.rows_in_sight() == range(1, 3)


def test_a_point_is_in_one_row_or_below_them_all(show: Show) -> None:
    view = show("low", "plain")
    rows = [view.indexAt(QPoint(5, y)).row() for y in (0, 19, 20, 79, 80, -1)]
    assert rows == [0, 0, 1, 1, -1, -1]
    assert view.visualRect(QModelIndex()).isEmpty()


def test_a_row_is_measured_again_only_when_it_has_changed(show: Show) -> None:
    asked: list[int] = []
    view = show("low", "plain", "plain", asked=asked)
    assert asked == [0, 1, 2]
    asked.clear()
    model_of(view).setData(model_of(view).index(1), "high")
    model_of(view).insertRows(0, 1)
    model_of(view).setData(model_of(view).index(0), "low")
    assert tops(view) == [0, 20, 40, 190]
    assert asked == [0, 2]
    asked.clear()
    view.measure_again()
    assert tops(view) == [0, 20, 40, 190]
    assert asked == [0, 1, 2, 3]


def test_rows_take_their_heights_along(show: Show) -> None:
    view = show("low", "plain", "high", "plain")
    model_of(view).moveRow(QModelIndex(), 2, QModelIndex(), 0)
    assert tops(view) == [0, 150, 170, 230]
    model_of(view).moveRow(QModelIndex(), 0, QModelIndex(), 4)
    assert tops(view) == [0, 20, 80, 140]
    model_of(view).removeRows(0, 1)
    assert tops(view) == [0, 60, 120]
    model_of(view).setStringList(["high"])
    assert tops(view) == [0]


def test_keys_lead_from_row_to_row_and_by_the_page(show: Show) -> None:
    view = show(*["plain"] * 10)
    rows = []
    for key in ("Down", "Down", "Up", "PageDown", "PageUp", "End", "Down", "Home", "Up"):
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        rows.append(view.currentIndex().row())
    assert rows == [1, 2, 1, 4, 0, 9, 9, 0, 0]


def test_rows_that_are_not_enabled_are_passed_over(qtbot: QtBot) -> None:
    model = QStandardItemModel()
    for enabled in (False, True, False, True, False):
        item = QStandardItem("row")
        item.setEnabled(enabled)
        model.appendRow(item)
    view = RowView(lambda _row: 60)
    model.setParent(view)
    view.follow(model)
    qtbot.addWidget(view)
    view.show()
    rows = []
    for key in ("Home", "Down", "Down", "End", "Up", "Up"):
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        rows.append(view.currentIndex().row())
    assert rows == [1, 3, 3, 3, 1, 1]


def test_a_row_comes_into_sight_by_as_little_as_it_takes(show: Show) -> None:
    view = show("plain", "plain", "plain", "high", "plain")
    bar, model = view.verticalScrollBar(), view.model()
    values = []
    for row in (3, 2, 4, 0):
        view.setCurrentIndex(model.index(row, 0))
        values.append(bar.value())
    assert values == [130, 120, 190, 0]


def test_a_click_selects_one_row(show: Show) -> None:
    view = show("plain", "plain")
    for row in (0, 1):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 60 * row + 10))
        assert [index.row() for index in view.selectedIndexes()] == [row]
    view.setSelection(QRect(0, 900, 1, 1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert view.selectedIndexes() == []


def test_only_rows_in_sight_are_painted_and_the_current_one_has_the_focus(show: Show) -> None:
    painted: list[tuple[int, bool]] = []

    class Delegate(QStyledItemDelegate):
        def paint(
            self, _painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
        ) -> None:
            painted.append((index.row(), bool(option.state & QStyle.StateFlag.State_HasFocus)))

    view = show(*["plain"] * 1000)
    delegate = Delegate(view)
    view.setItemDelegate(delegate)
    view.setCurrentIndex(view.model().index(1, 0))
    view.verticalScrollBar().setValue(30)
    painted.clear()
    view.viewport().repaint()
    assert painted == [(0, False), (1, view.hasFocus()), (2, False), (3, False)]


def test_a_screen_reader_hears_which_row_is_current(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    view = show("plain", "plain", "plain")
    heard: list[tuple[QAccessible.Event, int]] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append((event.type(), event.child()))
    )
    monkeypatch.setattr(view, "hasFocus", lambda: True)
    view.setCurrentIndex(view.model().index(2, 0))
    assert (QAccessible.Event.Focus, 2) in heard
    assert (QAccessible.Event.Selection, 2) in heard
