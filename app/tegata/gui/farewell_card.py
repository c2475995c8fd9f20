"""A small card while letters are still on their way and every window has been closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui import popups, theme
from tegata.gui.badge import Badge, Family
from tegata.gui.buttons import Button, Kind
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import GAP, RADIUS_PANEL
from tegata.words.gettext import _, ngettext

_WIDTH = 380
_INSET = 24  # from the corner of the screen


class FarewellCard(QWidget):
    """Stands in the corner without taking the focus; it goes when there is nothing left to say."""

    outbox_wanted = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Tegata")
        popups.let_corners_through(self)
        self._badge = Badge(Family.ACCENT, "send", 36)
        self._headline = Words("", Type.HEADING).wrapped()
        self._detail = Words("", Type.SMALL, Ink.SECOND).wrapped()
        self.show_button = Button(_("Show in outbox"), Kind.QUIET)
        self.close_button = Button(_("Close"))
        self.show_button.clicked.connect(self.outbox_wanted)
        self.close_button.clicked.connect(self.dismissed)
        self._lay_out()

    def say_sending(self, letters: int) -> None:
        """Say how many letters are still going out."""
        words = ngettext("{n} letter is still on its way", "{n} letters are still on their way", letters)
        self._badge.show_as(Family.ACCENT, "send")
        self._say(words.format(n=letters), _("Tegata ends by itself when that is settled."))
        self.close_button.hide()

    def say_trouble(self, letters: int) -> None:
        """Say that something did not go out: this stays until it has been seen."""
        words = ngettext("{n} letter needs a word from you", "{n} letters need a word from you", letters)
        self._badge.show_as(Family.WARN, "circle-alert")
        self._say(words.format(n=letters), _("It is safe in the outbox."))
        self.close_button.show()

    def headline(self) -> str:
        """Return what the card says first."""
        return self._headline.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        popups.paint_ground(painter, self, RADIUS_PANEL, theme.current())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        popups.cut_corners(self, RADIUS_PANEL)
        super().resizeEvent(event)

    def _say(self, headline: str, detail: str) -> None:
        self._headline.setText(headline)
        self._detail.setText(detail)
        layout = self.layout()
        if layout is not None:
            self.setFixedSize(_WIDTH, layout.totalHeightForWidth(_WIDTH))
        corner = QGuiApplication.primaryScreen().availableGeometry().bottomRight()
        self.move(corner.x() - _WIDTH - _INSET, corner.y() - self.height() - _INSET)
        self.show()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._detail)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.show_button)
        buttons.addWidget(self.close_button)
        words.addSpacing(6)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
