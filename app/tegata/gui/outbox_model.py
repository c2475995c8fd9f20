"""The outbox as a list for Qt: section headers and rows, changed where they differ and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

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

    def canFetchMore(self, parent: _Index) -> bool:
        return self.has_more and not parent.isValid()

    def fetchMore(self, _parent: _Index) -> None:
        self.has_more = False  # asked once; whoever answers says whether there is still more
        self.more_wanted.emit()

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows from now on: sorted, under their headers; rows that stay are not touched."""
        wanted = _entries(rows)
        old, new = [_key(entry) for entry in self._entries], [_key(entry) for entry in wanted]
        if old != new:
            self._move(old, new, wanted)
        for n, entry in enumerate(wanted):
            if self._entries[n] is not entry and self._entries[n] != entry:
                self._entries[n] = entry
                self.dataChanged.emit(self.index(n), self.index(n))

    def show_row(self, row: Row) -> None:
        """Show one row anew, where it stands in its section; it is not sorted again."""
        index = self.index_of(row.parcel_id)
        if index.isValid() and self._entries[index.row()] != row:
            self._entries[index.row()] = row
            self.dataChanged.emit(index, index)

    def entry(self, index: _Index) -> Entry | None:
        """Return the header or row at an index."""
        return self._entries[index.row()] if index.isValid() else None

    def row(self, index: _Index) -> Row | None:
        """Return the row at an index; None for a header."""
        entry = self.entry(index)
        return entry if isinstance(entry, Row) else None

    def index_of(self, parcel_id: int) -> QModelIndex:
        """Return where a parcel is; an invalid index when it is not there."""
        for n, entry in enumerate(self._entries):
            if isinstance(entry, Row) and entry.parcel_id == parcel_id:
                return self.index(n)
        return QModelIndex()

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

    def _move(self, old: list[object], new: list[object], wanted: list[Entry]) -> None:
        for step, old_from, old_to, new_from, new_to in reversed(_steps(old, new)):
            if step in {"delete", "replace"}:
                self.beginRemoveRows(QModelIndex(), old_from, old_to - 1)
                del self._entries[old_from:old_to]
                self.endRemoveRows()
            if step in {"insert", "replace"}:
                self.beginInsertRows(QModelIndex(), old_from, old_from + new_to - new_from - 1)
                self._entries[old_from:old_from] = wanted[new_from:new_to]
                self.endInsertRows()


def _steps(old: list[object], new: list[object]) -> list[tuple[str, int, int, int, int]]:
    """Return how `old` becomes `new`; what both begin and end with is not compared any further."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    return [(step, a + head, b + head, c + head, d + head) for step, a, b, c, d in middle.get_opcodes()]


def _entries(rows: Iterable[Row]) -> list[Entry]:
    ordered = sorted(rows, key=lambda row: row.order)
    entries: list[Entry] = []
    for section in Section:
        of_section = [row for row in ordered if row.section is section]
        if of_section:
            entries += [Header(section), *of_section]
    return entries


def _key(entry: Entry) -> object:
    return entry.section if isinstance(entry, Header) else (entry.section, entry.parcel_id)
