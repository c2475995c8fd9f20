"""What a draft was earlier, as a small list under the tool: choosing one goes back to it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tegata.delivery.notices import DraftKept, DraftVersion
from tegata.gui.drafts_menu import subject_of
from tegata.gui.popup_list import Entry, PopupList
from tegata.words.gettext import _
from tegata.words.times import moment


class VersionsMenu(PopupList):
    """A row each: when, and the first words."""

    chosen = Signal(int)

    def __init__(self, kept: DraftKept, parent: QWidget) -> None:
        super().__init__(_("Earlier versions of “{subject}”").format(subject=subject_of(kept)), parent)

    def show_versions(self, versions: Sequence[DraftVersion], anchor: QWidget) -> None:
        """Open below `anchor` with these versions."""
        for version in versions:
            self.add_row(self._row(version))
        self.add_words(_("The draft as it is now is kept here, too, when you choose one."))
        self.open_below(anchor)

    def _row(self, version: DraftVersion) -> QWidget:
        entry = Entry(moment(version.saved_at, datetime.now(UTC)), version.first_words or _("(no text)"))
        entry.clicked.connect(lambda: self._choose(version.id))
        return entry

    def _choose(self, number: int) -> None:
        self.chosen.emit(number)
        self.close()
