"""The list as Qt sees it."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tegata.gui.outbox_model import ENTRY, Header, OutboxModel
from tegata.gui.outbox_row import Row, Section


def row(parcel_id: int, section: Section = Section.ON_ITS_WAY, fact: str = "", order: float = 0.0) -> Row:
    return Row(parcel_id, section, f"Letter {parcel_id}", "yuki@b.example", fact=fact, order=order)


def shown(model: OutboxModel) -> list[Section | int]:
    entries = [model.index(n).data(ENTRY) for n in range(model.rowCount())]
    return [entry.section if isinstance(entry, Header) else entry.parcel_id for entry in entries]


def test_sections_come_in_order_and_only_where_there_are_letters() -> None:
    model = OutboxModel()
    model.show_rows([row(1, Section.SENT), row(2, Section.NEEDS_YOU), row(3, Section.SENT, order=-1)])
    assert shown(model) == [Section.NEEDS_YOU, 2, Section.SENT, 3, 1]


def test_a_row_that_moves_leaves_the_others_where_they_are() -> None:
    model = OutboxModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([row(1), row(2, order=1), row(3, Section.SENT)])
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    kept = model.index_of(2)
    changed: list[int] = []
    model.dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    model.show_rows([row(2, order=1), row(3, Section.SENT), row(1, Section.SENT, order=1)])
    assert shown(model) == [Section.ON_ITS_WAY, 2, Section.SENT, 3, 1]
    assert kept.row() == 2
    assert resets == changed == []
    tester.deleteLater()


def test_only_what_differs_is_told() -> None:
    model = OutboxModel()
    model.show_rows([row(1), row(2, order=1)])
    changed: list[int] = []
    model.dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    model.show_rows([row(1), replace(row(2, order=1), fact="Sending 1 of 2 KB")])
    assert changed == [2]


def test_headers_are_passed_over_and_rows_are_spoken() -> None:
    model = OutboxModel()
    model.show_rows([row(1, fact="Next in line.")])
    header, first = model.index(0), model.index(1)
    assert model.flags(header) == Qt.ItemFlag.NoItemFlags
    assert model.flags(first) & Qt.ItemFlag.ItemIsSelectable
    assert header.data() == "On its way"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Letter 1. yuki@b.example. Next in line"
    assert model.row(header) is None
    assert model.row(QModelIndex()) is None
    assert not model.index_of(99).isValid()


def test_one_row_is_shown_anew_where_it_stands() -> None:
    model = OutboxModel()
    model.show_rows([row(1), row(2, order=1)])
    changed: list[int] = []
    model.dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    for each in (row(2, fact="Sending 1 of 2 KB"), row(2, fact="Sending 1 of 2 KB"), row(9)):
        model.show_row(each)
    assert changed == [2]
    assert shown(model) == [Section.ON_ITS_WAY, 1, 2]


def test_more_is_asked_for_once_until_it_has_come() -> None:
    model = OutboxModel()
    asked: list[None] = []
    model.more_wanted.connect(lambda: asked.append(None))
    assert not model.canFetchMore(QModelIndex())
    model.has_more = True
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    assert asked == [None]


def test_a_page_is_put_behind_and_touches_nothing_before_it() -> None:
    model = OutboxModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first = [row(n, Section.SENT, order=n) for n in range(3)]
    model.show_rows(first)
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, top, bottom: inserted.append((top, bottom)))
    model.show_rows([*first, *(row(n, Section.SENT, order=n) for n in range(3, 6))])
    assert inserted == [(4, 6)]
    assert shown(model) == [Section.SENT, 0, 1, 2, 3, 4, 5]
    tester.deleteLater()
