"""The verdict on top of "Can I send from here?": badge, headline, sentence, and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.badge import Badge, Family
from tegata.gui.buttons import Button, Kind
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.words.check_verdict import Answer, Verdict, looking
from tegata.words.gettext import _

_LOOKS = {
    Answer.LOOKING: (Family.ACCENT, "route"),
    Answer.UNKNOWN: (Family.NEUTRAL, "circle-dashed"),
    Answer.YES: (Family.GO, "circle-check"),
    Answer.AS_FAR_AS_ASKED: (Family.GO, "circle-check"),
    Answer.NOT_YET: (Family.DANGER, "route-off"),
}
GOOD = frozenset({Answer.YES, Answer.AS_FAR_AS_ASKED})


class VerdictHead(QWidget):
    """`write_wanted` where the way is open, `settings_wanted` where something is to be changed.

    `switch_wanted` where another port gets through.
    """

    write_wanted = Signal()
    settings_wanted = Signal()
    switch_wanted = Signal(str, bool)  # port, whether it offers SMTP AUTH

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = looking()
        self._badge = Badge(Family.ACCENT, "route")
        self._headline = Words("", Type.TITLE).wrapped()
        self._sentence = Words("", Type.SMALL, Ink.SECOND).wrapped()
        self.button = Button("", Kind.PRIMARY).big()
        self.button.clicked.connect(self._press)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._headline)
        words.addWidget(self._sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.show_verdict(self._verdict)

    def show_verdict(self, found: Verdict) -> None:
        """Show what was found, or that one is still looking."""
        self._verdict = found
        self._badge.show_as(*_LOOKS[found.answer])
        self._headline.setText(found.headline)
        self._sentence.setText(found.sentence)
        self._sentence.setVisible(bool(found.sentence))
        self.button.setText(_deed(found))
        self.button.updateGeometry()
        self.button.setVisible(found.answer is not Answer.LOOKING)

    def headline(self) -> str:
        """Return what it says in one line."""
        return self._verdict.headline

    def _press(self) -> None:
        if self._verdict.answer in GOOD:
            self.write_wanted.emit()
        elif self._verdict.switch_to is not None:
            self.switch_wanted.emit(self._verdict.switch_to, self._verdict.switch_has_auth)
        else:
            self.settings_wanted.emit()


def _deed(found: Verdict) -> str:
    if found.answer in GOOD:
        return _("&Write a letter")
    if found.switch_to is not None:
        return _("S&witch to port {port}").format(port=found.switch_to)
    return _("Op&en settings…")
