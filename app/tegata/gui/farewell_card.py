"""A small card while letters are still on their way and every window has been closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tegata.gui.badge import Badge, Family
from tegata.gui.buttons import Button, Kind
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.popups import Raised
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import GAP
from tegata.words.gettext import _, ngettext
from tegata.words.tidings import need_a_word, not_left_yet

_WIDTH = 380
_INSET = 24  # from the corner of the screen


@told_as(Role.Dialog)
class FarewellCard(Raised):
    """Stands in the corner without taking the focus; it goes when there is nothing left to say."""

    outbox_wanted = Signal()
    dismissed = Signal()  # bad news has been seen
    quit_wanted = Signal()  # what waits goes out at the next start
    stay_wanted = Signal()  # it goes out by itself, without the card

    def __init__(self) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Tegata")
        self._badge = Badge(Family.ACCENT, "send", 36)
        self._headline = Words("", Type.HEADING).wrapped()
        self._detail = Words("", Type.SMALL, Ink.SECOND).wrapped()
        self.show_button = Button(_("Show in outbo&x"), Kind.QUIET)
        self.close_button = Button(_("&Close"))
        self.quit_button = Button(_("Send at &next start"))
        self.stay_button = Button(_("&Keep sending"))
        self.quit_button.clicked.connect(self.quit_wanted)
        self.stay_button.clicked.connect(self.stay_wanted)
        self.show_button.clicked.connect(self.outbox_wanted)
        self.close_button.clicked.connect(self.dismissed)
        self._lay_out()

    def say_sending(self, letters: int) -> None:
        """Say how many letters are still going out."""
        words = ngettext("{n} letter is still on its way", "{n} letters are still on their way", letters)
        self._badge.show_as(Family.ACCENT, "send")
        self._offer(self.show_button)
        self._say(words.format(n=letters), _("Tegata ends by itself when that is settled."))

    def say_waiting(self, letters: int, next_line: str, *, asked: bool) -> None:
        """Say how many letters leave later; `next_line` is when. `asked`: that it goes on is settled."""
        self._badge.show_as(Family.ACCENT, "hourglass")
        self.stay_button.setText(_("&Hide") if asked else _("&Keep sending"))
        self._offer(self.show_button, self.quit_button, self.stay_button)
        self._say(not_left_yet(letters), next_line)

    def say_trouble(self, letters: int) -> None:
        """Say that something did not go out: this stays until it has been seen."""
        self._badge.show_as(Family.WARN, "circle-alert")
        self._offer(self.show_button, self.close_button)
        self._say(need_a_word(letters), _("It is safe in the outbox."))

    def headline(self) -> str:
        """Return what the card says first."""
        return self._headline.text()

    def _offer(self, *buttons: Button) -> None:
        for button in (self.show_button, self.quit_button, self.stay_button, self.close_button):
            button.setVisible(button in buttons)

    def _say(self, headline: str, detail: str) -> None:
        self._headline.setText(headline)
        self._detail.setText(detail)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(_WIDTH, layout.totalMinimumSize().width())
            self.setFixedSize(width, layout.totalHeightForWidth(width))
        corner = QGuiApplication.primaryScreen().availableGeometry().bottomRight()
        self.move(corner.x() - self.width() - _INSET, corner.y() - self.height() - _INSET)
        self.show()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch(1)
        for button in (self.show_button, self.quit_button, self.stay_button, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addLayout(buttons)
