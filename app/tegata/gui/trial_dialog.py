"""A dialog that says what is being tried, then what came of it; its buttons stand at the right below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.announce import announce
from tegata.gui.badge import Badge, Family
from tegata.gui.buttons import Button
from tegata.gui.dialog_shape import shape
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import DIALOG_MARGIN, GAP
from tegata.gui.transcript_quote import Quote
from tegata.words.gettext import _
from tegata.words.tried import Tried

_WIDTH = 520
_BADGE = 40


class TrialDialog(QDialog):
    """As high as its words. The server's own words, where there are any, stand below them as plain text."""

    def __init__(self, buttons: Sequence[Button], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = Badge(Family.ACCENT, "key-round", _BADGE)
        self._headline = Words("", Type.TITLE).wrapped()
        self._detail = Words("", Type.BASE, Ink.SECOND).wrapped()
        self._whose = Words(_("What the server said"), Type.SMALL, Ink.SECOND).heavy()
        self._quote = Quote("")
        for button in buttons:
            button.setAutoDefault(False)
        self._whole = self._lay_out(buttons)

    def say(self, words: Tried, family: Family, icon: str) -> None:
        """Show this from now on."""
        self._badge.show_as(family, icon)
        self._headline.setText(words.headline)
        self._detail.setText(words.detail)
        self._quote.say(words.server_words)
        for part in (self._whose, self._quote):
            part.setVisible(bool(words.server_words))
        self._whole.activate()
        self.setFixedSize(_WIDTH, self._whole.totalHeightForWidth(_WIDTH))

    def announce(self, words: Tried) -> None:
        """Let a screen reader say it."""
        announce(self, f"{words.headline}. {words.detail}")

    def _lay_out(self, buttons: Sequence[Button]) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._headline)
        words.addWidget(self._detail)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        page = QVBoxLayout()
        page.setContentsMargins(DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN)
        page.setSpacing(GAP)
        page.addLayout(head)
        self._whose.setContentsMargins(0, GAP, 0, 0)  # apart from the words, and gone with them
        page.addWidget(self._whose)
        page.addWidget(self._quote)
        return shape(self, page, buttons)
