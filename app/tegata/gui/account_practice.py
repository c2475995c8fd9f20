"""Beside the very first account: a provider on this computer, to try things with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.badge import Badge, Family
from tegata.gui.buttons import Button
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.words.gettext import _


class PracticeOffer(QFrame):
    """A card with one button."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.button = Button(_("Try the &practice provider"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.pressed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(_("No account at hand?")).heavy().wrapped())
        sentence = _("The practice provider runs on this computer. Send, and see how a window opens.")
        words.addWidget(Words(sentence, Type.SMALL, Ink.SECOND).wrapped())
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(14)
        row.addWidget(Badge(Family.NEUTRAL, "laptop", 36), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
