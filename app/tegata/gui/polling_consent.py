"""Better left off: the advice with its button, and below it the second, deliberate yes."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui import icons, theme
from tegata.gui.buttons import Button
from tegata.gui.check_box import Check
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.tokens import RADIUS_CARD
from tegata.words.gettext import _, ngettext


class PollingConsent(QWidget):
    """`turned_on` takes a tick and a press; `left_off` a press."""

    turned_on = Signal()
    left_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leave = Button(_("&Leave off"))
        self.tick = Check("")
        self.turn_on = Button(_("&Turn on"))
        self.tick.toggled.connect(self._allow)
        self.leave.clicked.connect(self.left_off)
        self.turn_on.clicked.connect(self.turned_on)
        self._lay_out()
        self.ask_for(0)

    def ask_for(self, logins_a_day: int) -> None:
        """Ask about another number of logins; a tick given for the last one does not count."""
        n = logins_a_day
        self.tick.setText(
            ngettext(
                "&I want {n} login a day all the same", "&I want {n} logins a day all the same", n
            ).format(n=n)
        )
        self.tick.setChecked(False)
        self.tick.updateGeometry()
        self._allow(ticked=False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.warn) if tokens.warn_soft == tokens.paper else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.warn_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        icons.paint(painter, "triangle-alert", QRectF(14, 18, icons.CARD, icons.CARD), tokens.warn_ink)
        painter.end()

    def _allow(self, ticked: bool) -> None:  # noqa: FBT001 - a slot
        self.turn_on.setEnabled(ticked)
        self.turn_on.setToolTip("" if ticked else _("Tick the box first: this takes a second yes"))

    def _lay_out(self) -> None:
        advice = QVBoxLayout()
        advice.setSpacing(0)
        advice.addWidget(Words(_("Better: leave this off.")).heavy().wrapped())
        sentence = _("POP before send logs in at the right moment.")
        advice.addWidget(Words(sentence, ink=Ink.SECOND).wrapped())
        above = QHBoxLayout()
        above.setContentsMargins(32, 0, 0, 0)
        above.setSpacing(16)
        above.addLayout(advice, 1)
        above.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignVCenter)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.tick, 1, Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self.turn_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(11)
        column.addLayout(above)
        column.addWidget(Hairline())
        column.addLayout(below)
