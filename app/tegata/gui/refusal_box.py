"""The two boxes of the explanation card: what most likely happened, and what else it may be."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui import icons, theme
from tegata.gui.buttons import Button, Kind
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import GAP, RADIUS_CARD
from tegata.relay.diagnosis import Remedy
from tegata.words.causes import Explained
from tegata.words.gettext import _

_EDGE = 4
_INSIDE = 22
_OUTLINE = 2  # of the link: it stands out, so that its words are in line with the others
_ICONS = {
    Remedy.POP_LOGIN_AND_RETRY: "key-round",
    Remedy.ENTER_PASSWORD: "key-round",
    Remedy.LOG_IN_ANYWAY: "key-round",
    Remedy.TRY_NOW: "rotate-cw",
    Remedy.OPEN_SETTINGS: "settings",
    Remedy.EDIT_RECIPIENTS: "square-pen",
    Remedy.EDIT_LETTER: "square-pen",
    Remedy.ASK_PROVIDER: "copy",
}


class LikelyBox(QFrame):
    """Statement, up to three reasons, what to do, the one filled button; `beside` are more deeds, plain.

    `asks_why` adds a link to the page that explains relaying.
    """

    chosen = Signal(Remedy)
    why = Signal()

    def __init__(
        self,
        explained: Explained,
        beside: tuple[tuple[Remedy, str], ...] = (),
        parent: QWidget | None = None,
        *,
        asks_why: bool = False,
    ) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_INSIDE - _OUTLINE, 14, _INSIDE - _OUTLINE, 16)
        whole.setSpacing(4)
        column = QVBoxLayout()
        column.setContentsMargins(_OUTLINE, 0, _OUTLINE, 0)
        column.setSpacing(4)
        whole.addLayout(column)
        if explained.lead:
            column.addWidget(Words(explained.lead, Type.SMALL, Ink.ACCENT).heavy())
        column.addWidget(Words(explained.statement, Type.HEADING).wrapped())
        for because in explained.because[:3]:
            column.addLayout(_reason(because))
        if explained.advice:
            column.addSpacing(GAP)
            column.addWidget(Words(explained.advice).wrapped())
        if explained.buttons:
            column.addSpacing(GAP)
            column.addLayout(self._deeds(explained.buttons[0], beside))
        if asks_why:
            whole.addWidget(self._link(), 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self) -> Button:
        link = Button(_("Wh&y can’t I send?"), Kind.QUIET).flush()
        link.setAutoDefault(False)
        link.clicked.connect(self.why)
        return link

    def _deeds(self, first: tuple[Remedy, str], beside: tuple[tuple[Remedy, str], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        primary = Button(first[1], Kind.PRIMARY, _ICONS.get(first[0])).big()
        primary.setDefault(True)
        primary.clicked.connect(lambda: self.chosen.emit(first[0]))
        row.addWidget(primary)
        for remedy, words in beside:
            button = Button(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, remedy=remedy: self.chosen.emit(remedy))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        _paint_card(painter, box)
        card = QPainterPath()
        card.addRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        painter.setClipPath(card)
        painter.fillRect(QRectF(0, 0, _EDGE, self.height()), QColor(tokens.accent))
        painter.end()


class SecondBox(QFrame):
    """What else it may be, in one line, with a plain button where something can be done about it."""

    pressed = Signal()

    def __init__(self, statement: str, button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(_("Less likely"), Type.SMALL, Ink.SECOND).heavy())
        words.addWidget(Words(statement).wrapped())
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSIDE, 14, 18, 14)
        row.setSpacing(16)
        row.addLayout(words, 1)
        if button:
            deed = Button(button)
            deed.setAutoDefault(False)
            deed.clicked.connect(self.pressed)
            row.addWidget(deed, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_card(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class _Tick(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(icons.SMALL, icons.SMALL + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = icons.SMALL
        icons.paint(painter, "check", QRectF(0, 3, side, side), theme.current().ink_2)
        painter.end()


def _reason(because: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(_Tick(), 0, Qt.AlignmentFlag.AlignTop)
    words = Words(because, Type.BASE, Ink.SECOND).wrapped().heavy(QFont.Weight.Normal)
    row.addWidget(words, 1)
    return row


def _paint_card(painter: QPainter, box: QRectF) -> None:
    tokens = theme.current()
    painter.setPen(QColor(tokens.hairline))
    painter.setBrush(QColor(tokens.paper))
    painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
