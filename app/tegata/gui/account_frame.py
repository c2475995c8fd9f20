"""The account window's frame: side list, pages, a note, Cancel and Save. What they do is the dialog's."""

from enum import IntEnum
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tegata.gui.account_pop_page import AccountPopPage
from tegata.gui.account_servers_page import AccountServersPage
from tegata.gui.account_side import AccountSide
from tegata.gui.account_you_page import AccountYouPage
from tegata.gui.buttons import Button, Kind
from tegata.gui.composing import Composing
from tegata.gui.dialog_shape import shape
from tegata.gui.fields import Combo
from tegata.gui.labels import Hairline
from tegata.gui.note import Note
from tegata.gui.opening_size import open_at
from tegata.gui.polling_page import PollingPage
from tegata.gui.settings_program_page import ProgramPage
from tegata.gui.tokens import DIALOG_MARGIN
from tegata.words.gettext import _

_NARROW = 720


class Page(IntEnum):
    """The pages, in the order of the side list."""

    YOU = 0
    SERVERS = 1
    POP = 2
    POLLING = 3
    PROGRAM = 4


class AccountFrame(QDialog):
    """Below 720 the side list gives way to a box on top."""

    def __init__(self, logs: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.you = AccountYouPage()
        self.servers = AccountServersPage()
        self.pop = AccountPopPage()
        self.polling = PollingPage()
        self.program = ProgramPage(logs)
        self.side = AccountSide(_pages())
        self.top = Combo(_("Page")).unlabelled()
        self.save_button = Button(_("&Save"), Kind.PRIMARY)
        self.cancel_button = Button(_("&Cancel"))
        self.note = Note("")
        self._stack = QStackedWidget()
        self._edge = Hairline(upright=True)
        self._top_bar, self._note_bar = QWidget(), QWidget()
        self.setWindowTitle(_("Account") + " — Tegata")
        self.setMinimumSize(640, 480)
        open_at(self, 948, 648)
        self._lay_out()
        Composing((*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)), self)
        self.side.page.connect(self._show_page)
        self.top.activated.connect(self.side.show_page)
        self.side.show_page(Page.YOU)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.save_button.setDefault(True)

    def open_page(self, page: Page) -> None:
        """Show a page."""
        self.side.show_page(page)

    def page(self) -> Page:
        """Return the page in view."""
        return Page(self._stack.currentIndex())

    def say(self, headline: str, detail: str) -> None:
        """Say something above the footer, to stay until the window is closed."""
        self.note.say(headline, detail)
        self._note_bar.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.side.setVisible(not narrow)
        self._edge.setVisible(not narrow)
        self._top_bar.setVisible(narrow)

    def _show_page(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.top.setCurrentIndex(number)

    def _lay_out(self) -> None:
        for page in (self.you, self.servers, self.pop, self.polling, self.program):
            self._stack.addWidget(page)
        for words, _icon in _pages():
            self.top.addItem(words)
        top = QHBoxLayout()
        top.setContentsMargins(DIALOG_MARGIN, 12, DIALOG_MARGIN, 12)
        top.addWidget(self.top)
        above = QVBoxLayout(self._top_bar)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addLayout(top)
        above.addWidget(Hairline())  # the page scrolls below it
        note = QVBoxLayout(self._note_bar)
        note.setContentsMargins(DIALOG_MARGIN, 0, DIALOG_MARGIN, 12)
        note.addWidget(self.note)
        self._note_bar.hide()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top_bar)
        right.addWidget(self._stack, 1)
        right.addWidget(self._note_bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self._edge)
        middle.addLayout(right, 1)
        shape(self, middle, (self.cancel_button, self.save_button))


def _pages() -> tuple[tuple[str, str], ...]:
    return (
        (_("You and signature"), "user"),
        (_("Servers"), "server"),
        (_("POP before send"), "key-round"),
        (_("Automatic checking"), "timer"),
        (_("Program and privacy"), "shield-check"),
    )
