"""The strip of practice mode: which line you are on, how long the window is, what was delivered."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.buttons import Button, Kind
from tegata.gui.delivered_window import DeliveredWindow
from tegata.gui.fields import DecimalSpin
from tegata.gui.fonts import Type, scaled
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.mnemonics import FieldLabel
from tegata.gui.practice_controls import PracticeControls
from tegata.gui.segments import Segments
from tegata.gui.tokens import MARGIN
from tegata.words.gettext import _, ngettext


class PracticeStrip(QWidget):
    """Moving is how one learns: it asks the controls, and shows what they say."""

    def __init__(self, controls: PracticeControls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controls = controls
        self._title = Words(_("Practice provider"), Type.SMALL, Ink.ACCENT).heavy()
        self.lines = Segments(_("Line"), _lines())
        self._you_are = FieldLabel(_("You &are on"), self.lines, Ink.SECOND, Type.SMALL)
        self.minutes = DecimalSpin(_("Length of the practice window in minutes"))
        self._window_word = FieldLabel(_("W&indow"), self.minutes, Ink.SECOND, Type.SMALL)
        self._minutes_word = Words(_("min"), Type.SMALL, Ink.SECOND)
        self.delivered = Button("", Kind.QUIET)
        self._row = QHBoxLayout()
        self._list: DeliveredWindow | None = None
        self._prepare_minutes()
        self._lay_out()
        self.lines.chosen.connect(controls.set_line)
        self.minutes.valueChanged.connect(lambda value: controls.set_window(timedelta(minutes=value)))
        self.delivered.clicked.connect(self._show_list)
        self.destroyed.connect(controls.subscribe(self.refresh))
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand at the provider."""
        self.lines.choose(self._controls.line)
        minutes = self._controls.window / timedelta(minutes=1)
        if abs(self.minutes.value() - minutes) > 0.001:
            blocked = self.minutes.blockSignals(True)  # noqa: FBT003 - Qt's setter
            self.minutes.setValue(minutes)
            self.minutes.blockSignals(blocked)
        letters = self._controls.delivered()
        words = ngettext("{n} letter deli&vered", "{n} letters deli&vered", len(letters))
        self.delivered.setText(words.format(n=len(letters)))
        self.delivered.updateGeometry()
        if self.isVisible():
            self.show_width(self.width())
        if self._list is not None:
            self._list.refresh()

    def show_width(self, width: int) -> None:
        """Leave out one by one, until the rest has room, the words that the controls say themselves."""
        words = (self._you_are, self._window_word, self._minutes_word, self._title)
        for each in words:
            each.show()
        for each in words:
            self._row.invalidate()  # what is shown and hidden tells the layout around this one only
            each.setVisible(self._row.minimumSize().width() <= width)

    def _prepare_minutes(self) -> None:
        self.minutes.setDecimals(2)
        self.minutes.setRange(0.1, 120)
        self.minutes.setSingleStep(1)
        self.minutes.setKeyboardTracking(False)
        self.minutes.setFixedWidth(scaled(84))

    def _lay_out(self) -> None:
        self.setProperty("ground", "accent-soft")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = self._row
        row.setContentsMargins(MARGIN, 4, MARGIN - 8, 4)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._you_are)
        row.addWidget(self.lines)
        row.addSpacing(12)
        row.addWidget(self._window_word)
        row.addWidget(self.minutes)
        row.addWidget(self._minutes_word)
        row.addStretch(1)
        row.addWidget(self.delivered)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(Hairline())

    def _show_list(self) -> None:
        if self._list is None:
            self._list = DeliveredWindow(self._controls, self)
        self._list.show()
        self._list.raise_()
        self._list.activateWindow()


def _lines() -> list[tuple[str, str]]:
    return [
        ("A", _("the provider’s own network: it relays without a login")),
        ("B", _("another provider’s line: a POP login is wanted first")),
        ("C", _("a third provider’s line: a POP login is wanted first")),
    ]
