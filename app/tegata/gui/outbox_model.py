"""The outbox as a list for Qt: sorted rows under section headers, put in and taken out one by one."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tegata.gui.outbox_row import Row, Section
from tegata.words.gettext import _

ENTRY = int(Qt.ItemDataRole.UserRole)

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Header:
    """The line above a section."""

    section: Section

    @property
    def place(self) -> tuple[int, float, int]:
        """It is sorted in before all rows of its section."""
        return self.section.rank, -math.inf, 0

    @property
    def words(self) -> str:
        """What it says."""
        return {
            Section.NEEDS_YOU: _("Needs a word from you"),
            Section.ON_ITS_WAY: _("On its way"),
            Section.SENT: _("Sent"),
        }[self.section]


Entry = Header | Row


class OutboxModel(QAbstractListModel):
    """Headers and rows in the order of the window. Headers cannot be selected.

    While it `has_more`, scrolling to the end asks for it.
    """

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.has_more = False
        self._entries: list[Entry] = []
        self._rows: dict[int, Row] = {}

    def canFetchMore(self, parent: _Index) -> bool:
        return self.has_more and not parent.isValid()

    def fetchMore(self, _parent: _Index) -> None:
        self.has_more = False  # asked once; whoever answers says whether there is still more
        self.more_wanted.emit()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._entries, self._rows, self.has_more = [], {}, False
        self.endResetModel()

    def put(self, rows: Iterable[Row]) -> None:
        """Show these rows from now on, each in its place; of those that were there, what has changed."""
        fresh: list[Entry] = []
        for row in rows:
            if row.parcel_id in self._rows:
                self._put_again(self._rows[row.parcel_id], row)
            else:
                fresh.append(row)
        if fresh:
            self._insert([*self._missing_headers(fresh), *fresh])

    def drop(self, parcels: Iterable[int]) -> None:
        """Show these parcels no longer; those that are not shown are passed over."""
        for parcel_id in parcels:
            row = self._rows.get(parcel_id)
            if row is not None:
                self._remove(self._place_of(row))
                self._drop_empty_header(row.section)

    def entry(self, index: _Index) -> Entry | None:
        """Return the header or row at an index."""
        return self._entries[index.row()] if index.isValid() else None

    def row(self, index: _Index) -> Row | None:
        """Return the row at an index; None for a header."""
        entry = self.entry(index)
        return entry if isinstance(entry, Row) else None

    def at(self, row: int) -> Entry:
        """Return what stands in a row."""
        return self._entries[row]

    def index_of(self, parcel_id: int) -> QModelIndex:
        """Return where a parcel is; an invalid index when it is not there."""
        row = self._rows.get(parcel_id)
        return QModelIndex() if row is None else self.index(self._place_of(row))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return entry.spoken if isinstance(entry, Row) else entry.words
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.entry(index), Row):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def _put_again(self, old: Row, row: Row) -> None:
        here = self._place_of(old)
        if row.place != old.place:
            self._insert(self._missing_headers([row]))
            here = self._move(self._place_of(old), self._place_of(row))
        elif row == old:
            return
        self._entries[here] = self._rows[row.parcel_id] = row
        self.dataChanged.emit(self.index(here), self.index(here))
        self._drop_empty_header(old.section)

    def _move(self, here: int, before: int) -> int:
        """Move an entry to where it stands before what now stands at `before`; return its new place."""
        if before in {here, here + 1}:
            return here
        self.beginMoveRows(QModelIndex(), here, here, QModelIndex(), before)
        there = before if before < here else before - 1
        self._entries.insert(there, self._entries.pop(here))
        self.endMoveRows()
        return there

    def _insert(self, fresh: Sequence[Entry]) -> None:
        """Put new entries in; those that follow one another at once."""
        in_order = sorted(fresh, key=_place)
        runs = [(at, list(run)) for at, run in groupby(in_order, key=self._place_of)]
        for at, run in reversed(runs):
            self.beginInsertRows(QModelIndex(), at, at + len(run) - 1)
            self._entries[at:at] = run
            self._rows |= {entry.parcel_id: entry for entry in run if isinstance(entry, Row)}
            self.endInsertRows()

    def _remove(self, at: int) -> None:
        self.beginRemoveRows(QModelIndex(), at, at)
        entry = self._entries.pop(at)
        if isinstance(entry, Row):
            del self._rows[entry.parcel_id]
        self.endRemoveRows()

    def _missing_headers(self, fresh: Iterable[Entry]) -> list[Entry]:
        sections = {entry.section for entry in fresh}
        return [Header(section) for section in sections if not self._has_header(section)]

    def _drop_empty_header(self, section: Section) -> None:
        at = self._place_of(Header(section))
        below = self._entries[at + 1 : at + 2]
        if not below or isinstance(below[0], Header):
            self._remove(at)

    def _has_header(self, section: Section) -> bool:
        at = self._place_of(Header(section))
        return self._entries[at : at + 1] == [Header(section)]

    def _place_of(self, entry: Entry) -> int:
        return bisect_left(self._entries, entry.place, key=_place)


def _place(entry: Entry) -> tuple[int, float, int]:
    return entry.place
