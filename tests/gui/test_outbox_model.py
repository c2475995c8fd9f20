"""The list as Qt sees it."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tegata.gui.outbox_model import ENTRY, Header, OutboxModel
from tegata.gui.outbox_row import Row, Section


def row(parcel_id: int, section: Section = Section.ON_ITS_WAY, fact: str = "", order: float = 0.0) -> Row:
    return Row(parcel_id, section, f"Letter {parcel_id}", "yuki@b.example", fact=fact, order=order)


def shown(model: OutboxModel) -> list[Section | int]:
    entries = [model.index(n).data(ENTRY) for n in range(model.rowCount())]
    return [entry.section if isinstance(entry, Header) else entry.parcel_id for entry in entries]


@pytest.fixture
def model() -> Iterator[OutboxModel]:
    made = OutboxModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def changed_rows(model: OutboxModel) -> list[int]:
    changed: list[int] = []
    model.dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    return changed


def test_sections_come_in_order_and_only_where_there_are_letters(model: OutboxModel) -> None:
    model.put([row(1, Section.SENT), row(2, Section.NEEDS_YOU), row(3, Section.SENT, order=-1)])
    assert shown(model) == [Section.NEEDS_YOU, 2, Section.SENT, 3, 1]


def test_a_row_that_moves_leaves_the_others_where_they_are(model: OutboxModel) -> None:
    model.put([row(1), row(2, order=1), row(3, Section.SENT)])
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    moved, kept = (QPersistentModelIndex(model.index_of(number)) for number in (1, 2))
    changed = changed_rows(model)
    model.put([row(1, Section.SENT, order=1)])
    assert shown(model) == [Section.ON_ITS_WAY, 2, Section.SENT, 3, 1]
    assert (moved.row(), kept.row()) == (4, 1)
    assert changed == [4]
    assert resets == []


def test_a_section_goes_with_its_last_row_and_comes_with_its_first(model: OutboxModel) -> None:
    model.put([row(1), row(2, Section.SENT)])
    model.put([row(1, Section.SENT, order=-1)])
    assert shown(model) == [Section.SENT, 1, 2]
    model.put([row(2, Section.NEEDS_YOU)])
    assert shown(model) == [Section.NEEDS_YOU, 2, Section.SENT, 1]
    model.drop([1])
    assert shown(model) == [Section.NEEDS_YOU, 2]
    model.drop([2])
    assert shown(model) == []


def test_a_row_whose_turn_has_changed_stands_elsewhere_in_its_section(model: OutboxModel) -> None:
    model.put(row(n, order=n) for n in range(5))
    model.put([row(4, order=-1), row(0, order=2.5)])
    assert shown(model) == [Section.ON_ITS_WAY, 4, 1, 2, 0, 3]


def test_only_what_differs_is_told(model: OutboxModel) -> None:
    model.put([row(1), row(2, order=1)])
    changed = changed_rows(model)
    for _ in range(2):
        model.put([row(1), replace(row(2, order=1), fact="Sending 1 of 2 KB")])
    assert changed == [2]


def test_what_is_dropped_is_gone_and_what_never_was_there_is_passed_over(model: OutboxModel) -> None:
    model.put([row(1), row(2, order=1)])
    model.drop([9, 1])
    assert shown(model) == [Section.ON_ITS_WAY, 2]
    model.has_more = True
    model.clear()
    assert shown(model) == []
    assert not model.has_more


def test_headers_are_passed_over_and_rows_are_spoken() -> None:
    model = OutboxModel()
    model.put([row(1, fact="Next in line.")])
    header, first = model.index(0), model.index(1)
    assert model.flags(header) == Qt.ItemFlag.NoItemFlags
    assert model.flags(first) & Qt.ItemFlag.ItemIsSelectable
    assert header.data() == "On its way"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Letter 1. yuki@b.example. Next in line"
    assert model.row(header) is None
    assert model.row(QModelIndex()) is None
    assert not model.index_of(99).isValid()


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


def test_rows_that_follow_one_another_are_put_in_at_once(model: OutboxModel) -> None:
    model.put(row(n, Section.SENT, order=n) for n in (0, 1, 5))
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, top, bottom: inserted.append((top, bottom)))
    model.put(row(n, Section.SENT, order=n) for n in (8, 7, 2, 3))
    assert inserted == [(4, 5), (3, 4)]
    assert shown(model) == [Section.SENT, 0, 1, 2, 3, 5, 7, 8]


def test_any_change_leads_to_the_list_that_would_have_been_made_at_once(model: OutboxModel) -> None:
    chance = random.Random(7)  # noqa: S311
    known: dict[int, Row] = {}
    for _turn in range(200):
        some = [
            row(chance.randrange(12), chance.choice(list(Section)), order=chance.randrange(4))
            for _ in range(chance.randrange(3))
        ]
        known |= (fresh := {each.parcel_id: each for each in some})
        model.put(fresh.values())
        gone = [number for number in known if chance.random() < 0.1]
        model.drop(gone)
        known = {number: each for number, each in known.items() if number not in gone}
        at_once = OutboxModel()
        at_once.put(known.values())
        assert shown(model) == shown(at_once)
