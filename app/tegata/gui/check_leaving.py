"""Before you leave: what to look at at home, below a check that went well."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui import icons, theme
from tegata.gui.buttons import Button
from tegata.gui.fonts import Type
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import GAP, Tokens
from tegata.words.before_leaving import Deed, Point, Worth, button_of
from tegata.words.gettext import _

_LOOKS: dict[Worth, tuple[str, Callable[[Tokens], str]]] = {
    Worth.TO_DO: ("triangle-alert", lambda tokens: tokens.warn_ink),
    Worth.TO_ASK: ("circle-dashed", lambda tokens: tokens.ink_2),
    Worth.GOOD: ("circle-check", lambda tokens: tokens.ink_2),  # green is kept for what gets through
}


@told_as(Role.List)
class LeavingList(QWidget):
    """Hidden while there is nothing to say. `wanted` carries the deed whose button was pressed."""

    wanted = Signal(Deed)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Before you leave"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Words(_("Before you leave"), Type.HEADING))
        column.addLayout(self._rows)
        self.hide()

    def say(self, points: Sequence[Point]) -> None:
        """Show these; none hides it."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for n, point in enumerate(points):
            if n:
                self._rows.addWidget(Hairline())
            row = PointRow(point)
            row.pressed.connect(self.wanted)
            self._rows.addWidget(row)
        self.setVisible(bool(points))


@told_as(Role.ListItem)
class PointRow(QWidget):
    """One point: sign, sentence, what follows, and a button where Tegata can do something."""

    pressed = Signal(Deed)

    def __init__(self, point: Point, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worth = point.worth
        self.setAccessibleName(" ".join(filter(None, (_spoken(point.worth), point.sentence, point.detail))))
        words = QVBoxLayout()
        words.setSpacing(0)
        sentence = Words(point.sentence).wrapped()
        words.addWidget(sentence.heavy() if point.worth is Worth.TO_DO else sentence)
        if point.detail:
            words.addWidget(Words(point.detail, Type.SMALL, Ink.SECOND).wrapped())
        row = QHBoxLayout(self)
        row.setContentsMargins(icons.TOOL + 10, 8, 0, 8)
        row.setSpacing(2 * GAP)
        row.addLayout(words, 1)
        self.button: Button | None = None
        if (deed := point.deed) is not None:
            self.button = Button(button_of(deed))
            self.button.clicked.connect(lambda: self.pressed.emit(deed))
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        name, ink = _LOOKS[self._worth]
        icons.paint(painter, name, QRectF(0, 9, icons.TOOL, icons.TOOL), ink(theme.current()))
        painter.end()


def _spoken(worth: Worth) -> str:
    return {Worth.TO_DO: _("To do:"), Worth.TO_ASK: _("To find out:"), Worth.GOOD: _("Well:")}[worth]
