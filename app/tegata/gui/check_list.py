"""The steps of a check as they are done: what was found, how long it took, what to do where it stopped."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tegata.accounts.account import Account
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep
from tegata.gui import icons, theme
from tegata.gui.buttons import Button
from tegata.gui.fonts import Type, font, tabular
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import GAP
from tegata.gui.transcript_quote import Quote
from tegata.relay.diagnosis import Remedy
from tegata.words.check_advice import Advice, advice
from tegata.words.check_steps import check_line, mark_word
from tegata.words.gettext import _
from tegata.words.mnemonics import plain
from tegata.words.times import duration


@told_as(Role.List)
class CheckList(QFrame):
    """A card that grows by a row with each step. `remedy` is the one button of a step that failed."""

    remedy = Signal(Remedy)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.setAccessibleName(_("Steps of the check"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 2, 16, 2)
        self._column.setSpacing(0)
        self.steps: list[CheckStep] = []
        self.hide()

    def clear(self) -> None:
        """Start over."""
        self.steps.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.hide()

    def add(self, step: CheckStep, account: Account) -> None:
        """Show one more step; one that failed opens with the server's line and its remedy."""
        if self.steps:
            self._column.addWidget(Hairline())
        logged_in = any(_opened_window(done) for done in self.steps)
        self.steps.append(step)
        self._column.addWidget(StepRow(step))
        if step.trouble is not None:
            self._column.addWidget(self._opened(advice(step, account, logged_in=logged_in)))
        self.show()

    def _opened(self, found: Advice) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(icons.TOOL + 10, 0, 0, 12)
        column.setSpacing(GAP)
        column.addWidget(Words(found.statement, Type.BASE, Ink.SECOND).wrapped())
        if found.server_words:
            column.addWidget(Quote(found.server_words))
        if found.remedy is not None:
            button = Button(plain(found.button))
            button.setAutoDefault(False)
            remedy = found.remedy
            button.clicked.connect(lambda: self.remedy.emit(remedy))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return inside


@told_as(Role.ListItem)
class StepRow(QWidget):
    """One step: sign, words, time."""

    def __init__(self, step: CheckStep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = step.mark
        words = Words(check_line(step)).wrapped()
        took = Words(self._took(step), Type.SMALL, Ink.THIRD)
        if self._mark is CheckMark.FAILED:
            words.heavy()
            took.set_ink(Ink.FIRST)
            took.heavy()
        else:
            took.setFont(tabular(font(Type.SMALL, QFont.Weight.Normal)))
        if self._mark is CheckMark.NOT_TRIED:
            words.set_ink(Ink.SECOND)
        row = QHBoxLayout(self)
        row.setContentsMargins(icons.TOOL + 10, 6, 0, 6)
        row.setSpacing(12)
        row.addWidget(words, 1)
        row.addWidget(took, 0, Qt.AlignmentFlag.AlignTop)
        told = (check_line(step), mark_word(self._mark), self._took(step))
        self.setAccessibleName(", ".join(filter(None, told)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        name, ink = {
            CheckMark.GOOD: ("circle-check", tokens.go),
            CheckMark.NEUTRAL: ("circle-minus", tokens.ink_2),
            CheckMark.FAILED: ("circle-x", tokens.danger),
            CheckMark.NOT_TRIED: ("circle-dashed", tokens.ink_3),
        }[self._mark]
        icons.paint(painter, name, QRectF(0, 7, icons.TOOL, icons.TOOL), ink)
        painter.end()

    @staticmethod
    def _took(step: CheckStep) -> str:
        return "" if step.mark is CheckMark.NOT_TRIED else duration(step.took)


def _opened_window(step: CheckStep) -> bool:
    return step.stage is CheckStage.POP_LOGIN and step.trouble is None
