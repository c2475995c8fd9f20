"""The kept drafts as a small list under the tool: open one, see what it was earlier, or delete it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tegata.delivery.notices import DraftKept
from tegata.gui.buttons import IconButton
from tegata.gui.popup_list import Entry, PopupList
from tegata.mail.address import called
from tegata.words.gettext import _
from tegata.words.times import moment


class DraftsMenu(PopupList):
    """A row each: the draft, its earlier versions where there are some, and the bin."""

    opened = Signal(int)
    earlier_wanted = Signal(object)  # DraftKept
    deleted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Drafts"), parent)

    def show_drafts(self, drafts: Sequence[DraftKept], anchor: QWidget) -> None:
        """Open below `anchor` with these drafts."""
        for kept in drafts:
            self.add_row(self._row(kept))
        if not drafts:
            self.add_words(_("No drafts are kept."))
        self.open_below(anchor)

    def _row(self, kept: DraftKept) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        entry = _entry(kept)
        entry.clicked.connect(lambda: self._choose(kept.id))
        layout.addWidget(entry, 1)
        if kept.versions:
            clock = IconButton(
                _("Earlier versions of “{subject}”…").format(subject=subject_of(kept)), "clock"
            )
            clock.clicked.connect(lambda: self._show_earlier(kept))
            layout.addWidget(clock)
        bin_button = IconButton(_("Delete draft “{subject}”").format(subject=subject_of(kept)), "trash-2")
        bin_button.clicked.connect(lambda: self._delete(row, kept.id))
        layout.addWidget(bin_button)
        return row

    def _choose(self, number: int) -> None:
        self.opened.emit(number)
        self.close()

    def _show_earlier(self, kept: DraftKept) -> None:
        self.earlier_wanted.emit(kept)
        self.close()

    def _delete(self, row: QWidget, number: int) -> None:
        self.deleted.emit(number)
        self.take_out(row)


def _entry(kept: DraftKept) -> Entry:
    saved = moment(kept.saved_at, datetime.now(UTC))
    return Entry(subject_of(kept), " · ".join(filter(None, (", ".join(map(called, kept.recipients)), saved))))


def subject_of(kept: DraftKept) -> str:
    """Return the draft's subject, or what is said where there is none."""
    return kept.subject.strip() or _("(no subject)")
