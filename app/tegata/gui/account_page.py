"""What the pages of the account window have in common: a headline, a column that scrolls, flaws by field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tegata.accounts.validate import AccountField, AccountFlaw
from tegata.gui.account_field import FieldRow
from tegata.gui.focus import keep_in_sight
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.roles import Role, told_as
from tegata.gui.scrolling import Paper, scroll
from tegata.gui.tokens import DIALOG_MARGIN
from tegata.words.settings import account_flaw


@told_as(Role.Grouping)
class AccountPage(QScrollArea):
    """`column` takes the page's parts; `rows` says which field of the account is edited where."""

    changed = Signal()

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.rows: dict[AccountField, FieldRow] = {}
        paper = Paper()
        self.column = QVBoxLayout(paper)
        self.column.setContentsMargins(DIALOG_MARGIN, DIALOG_MARGIN - 8, DIALOG_MARGIN, DIALOG_MARGIN - 4)
        self.column.setSpacing(10)
        self.column.addWidget(Words(title, Type.TITLE))
        if sentence:
            self.column.addWidget(Words(sentence, Type.SMALL, Ink.SECOND).wrapped())
            self.column.addSpacing(6)
        scroll(self, paper)
        keep_in_sight(self)

    def add_row(self, field: AccountField, row: FieldRow) -> FieldRow:
        """Put a field on the page, and hear of its edits; return it."""
        self.column.addWidget(row)
        self.know_row(field, row)
        return row

    def know_row(self, field: AccountField, row: FieldRow) -> None:
        """Say flaws of `field` at `row`, which lies somewhere on the page."""
        self.rows[field] = row
        row.edited.connect(self.changed)

    def show_flaws(self, flaws: Sequence[AccountFlaw], *, all_asked_for: bool = False) -> bool:
        """Say what is wrong at the fields it belongs to; return whether anything here is."""
        mine = [flaw for flaw in flaws if flaw.field in self.rows]
        for row in dict.fromkeys(self.rows.values()):
            sentences = [account_flaw(flaw) for flaw in mine if self.rows[flaw.field] is row]
            row.say_flaws(sentences, all_asked_for=all_asked_for)
        return bool(mine)

    def focus_first_flaw(self) -> None:
        """Put the cursor where the first flaw is."""
        for row in self.rows.values():
            if row.flaw_text:
                row.field.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(row)
                return

    def start_afresh(self) -> None:
        """Another account is shown: its flaws are not said before the user has been at the fields."""
        for row in self.rows.values():
            row.start_afresh()
