"""A question before something that cannot be taken back. Its buttons name the deeds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.answer import answer, let_go
from tegata.gui.badge import Badge, Family
from tegata.gui.buttons import Button, Kind
from tegata.gui.dialog_shape import shape
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import DIALOG_MARGIN, GAP


async def ask(question: "Question") -> bool:
    """Put the question and let go of it; return whether the deed was chosen."""
    try:
        return await answer(question)
    finally:
        let_go(question)


class Question(QDialog):
    """Accepted when the deed was chosen. The other button is the default, and Esc is that one."""

    def __init__(
        self, headline: str, detail: str, deeds: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(headline)
        self.setMinimumWidth(420)
        self.deed = Button(deeds[0], Kind.DANGER)
        self.deed.setAutoDefault(False)
        self.deed.clicked.connect(self.accept)
        self.leave = Button(deeds[1])
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.reject)
        lay_out(self, headline, detail, (self.deed, self.leave))
        self.leave.setFocus()


def lay_out(
    dialog: QDialog, headline: str, detail: str, buttons: Sequence[Button], more: QWidget | None = None
) -> None:
    """Make a question of a dialog: what is asked, `more` below it, and the buttons at the right."""
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Words(headline, Type.TITLE).wrapped())
    words.addWidget(Words(detail, Type.BASE, Ink.SECOND).wrapped())
    if more is not None:
        words.addSpacing(GAP)
        words.addWidget(more)
    page = QHBoxLayout()
    page.setContentsMargins(DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN)
    page.setSpacing(16)
    page.addWidget(Badge(Family.WARN, "circle-alert"), 0, Qt.AlignmentFlag.AlignTop)
    page.addLayout(words, 1)
    shape(dialog, page, buttons)
