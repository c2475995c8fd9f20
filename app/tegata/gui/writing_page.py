"""The footer while a letter is being written: Send, attach, "Saved 14:22", and the pass at the right."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tegata.delivery.verbs import Verbs
from tegata.gui import icons, theme
from tegata.gui.buttons import IconButton, SplitButton
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.later_menu import LaterMenu
from tegata.gui.pass_corner import PassCorner
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import GAP, MARGIN
from tegata.words.gettext import _
from tegata.words.times import clock_time

_WORDLESS = 700  # below it "Saved" becomes its icon
_BRIEF = 640  # below it the pass shortens its second line


class WritingPage(QWidget):
    """Says what was pressed; the compose window does it."""

    send = Signal()
    attach = Signal()
    later = Signal(object)  # SendAt

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.send_button = SplitButton(_("&Send"), "send", _("Send later"))
        self.attach_button = IconButton(_("Attach files"), "paperclip", "Ctrl+Shift+A")
        self.later_button = IconButton(_("Send later"), "calendar-clock", "Ctrl+Shift+Return")
        self.saved = _Saved()
        self.pass_corner = PassCorner(verbs)
        self.later_menu = LaterMenu(self)
        self.later_menu.chosen.connect(self.later)
        self._lay_out()
        self.send_button.clicked.connect(self.send)
        self.send_button.more.connect(lambda: self.later_menu.open_above(self.send_button))
        self.later_button.clicked.connect(self.choose_when)
        self.send_button.main.setToolTip(_("Send ({keys})").format(keys="Ctrl+Return"))
        self.attach_button.clicked.connect(self.attach)

    def show_width(self, width: int) -> None:
        """Leave out what has no room at this width."""
        self.saved.show_words(width >= _WORDLESS)
        self.pass_corner.show_brief(width < _BRIEF)
        self.later_button.setVisible(width >= _BRIEF)  # the small half of Send does the same

    def choose_when(self) -> None:
        """Offer times to send the letter at."""
        self.later_menu.open_above(self.later_button if self.later_button.isVisible() else self.send_button)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 6, MARGIN - 4, 6)
        row.setSpacing(GAP)
        row.addWidget(self.send_button)
        row.addSpacing(12)
        row.addWidget(self.attach_button)
        row.addWidget(self.later_button)
        row.addSpacing(4)
        row.addWidget(self.saved)
        row.addStretch(1)
        row.addWidget(self.pass_corner)


@told_as(Role.StaticText)
class _Saved(QWidget):
    """A check and "Saved 14:22"; a sign and "Not saved" when the disk said no."""

    def __init__(self) -> None:
        super().__init__()
        self._good = True
        self._words = Words("", Type.SMALL, Ink.THIRD)
        row = QHBoxLayout(self)
        row.setContentsMargins(icons.SMALL + 6, 0, 0, 0)
        row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(QSize(icons.SMALL + 2, icons.SMALL))
        self.setVisible(False)

    def say_kept(self, when: datetime) -> None:
        """Show when the draft was kept."""
        self._show(_("Saved {time}").format(time=clock_time(when)), good=True)

    def say_failed(self, why: str) -> None:
        """Show that the draft is not on disk."""
        self._show(_("Not saved"), good=False)
        self.setToolTip(why)

    def show_words(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Keep only the icon where it is narrow; the words go to the tool tip."""
        self._words.setVisible(shown)
        self._name_it()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign before the words."""
        tokens = theme.current()
        painter = QPainter(self)
        top = round((self.height() - icons.SMALL) / 2)
        box = QRectF(0, top, icons.SMALL, icons.SMALL)
        name, ink = ("check", tokens.ink_3) if self._good else ("circle-alert", tokens.danger_ink)
        icons.paint(painter, name, box, ink)
        painter.end()

    def _show(self, words: str, *, good: bool) -> None:
        self._good = good
        self._words.setText(words)
        self._words.set_ink(Ink.THIRD if good else Ink.DANGER)
        self.setToolTip(words)
        self._name_it()
        self.setVisible(True)
        self.update()

    def _name_it(self) -> None:
        """Say what the words say where they are not to be seen, and not twice."""
        self.setAccessibleName(self._words.text() if self._words.isHidden() else "")
