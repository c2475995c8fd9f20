"""Asks when a letter should leave: an offer, or any time of the user's own; the zone is always said."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.answer import answer, let_go
from tegata.gui.buttons import Button, Kind
from tegata.gui.check_box import Radio
from tegata.gui.dialog_shape import shape
from tegata.gui.fields import DateField, TimeField
from tegata.gui.flaw_line import FlawLine
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.later_offers import offers
from tegata.gui.tokens import DIALOG_MARGIN, GAP
from tegata.store.departure import SendAt
from tegata.words.departures import leaves, zone_line
from tegata.words.gettext import _
from tegata.zones import local_zone

_WIDTH = 460
_MORNING = 8  # the hour of an offer that there always is
_FIELDS_INDENT = 30  # below the words of a radio button


async def ask_when(window: QWidget, now: datetime, before: SendAt | None = None) -> SendAt | None:
    """Ask in front of `window`; return the time, None to leave all as it is. `before` is the time so far."""
    dialog = LaterDialog(now, before, window)
    try:
        return dialog.at() if await answer(dialog) else None
    finally:
        let_go(dialog)


class LaterDialog(QDialog):
    """Accepted with `at`. A time so far keeps its zone: a traveller's letter does not move."""

    def __init__(self, now: datetime, before: SendAt | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Send later — Tegata"))
        self._now = now
        self._zone = before.zone if before is not None else local_zone()
        self._offers = offers(now, self._zone)
        self.choices = [Radio(f"{offer.words}  {offer.time}") for offer in self._offers]
        self.own = Radio(_("&Another time"))
        self._group = QButtonGroup(self)
        self.date = DateField(_("Date"))
        self.time = TimeField(_("Time"))
        self._preview = Words("", Type.SMALL, Ink.SECOND).wrapped()
        self._flaw = FlawLine()
        self.send_button = Button(_("&Send later"), Kind.PRIMARY)
        self.cancel_button = Button(_("&Cancel"))
        self._whole = self._lay_out()
        self._connect()
        self._show_time(before or next(each.at for each in self._offers if each.at.wall.hour == _MORNING))
        self.date.setFocus()

    def at(self) -> SendAt:
        """Return the time that is chosen."""
        chosen = self._group.checkedId()
        if 0 <= chosen < len(self._offers):
            return self._offers[chosen].at
        date, time = self.date.date(), self.time.time()
        wall = datetime(  # noqa: DTZ001 - a time on the wall has its zone beside it
            date.year(), date.month(), date.day(), time.hour(), time.minute()
        )
        return SendAt(wall, self._zone)

    def _show_time(self, at: SendAt) -> None:
        """Begin with a time of one's own: who is content with an offer has found it in the menu."""
        self.date.setDate(QDate(at.wall.year, at.wall.month, at.wall.day))
        self.time.setTime(QTime(at.wall.hour, at.wall.minute))
        self._choose_own()

    def _say_when(self) -> None:
        at = self.at()
        moment = at.moment()
        late = moment is None or moment - self._now < timedelta(0)
        self._flaw.say([_("This time has passed already.")] if late else [])
        self._preview.setText("" if moment is None or late else self._words(at, moment))
        self._preview.setVisible(not late)
        self.send_button.setEnabled(not late)
        self.send_button.setToolTip(_("Choose a time to come") if late else "")
        self._whole.activate()
        self.setFixedSize(_WIDTH, self._whole.totalHeightForWidth(_WIDTH))

    def _words(self, at: SendAt, moment: datetime) -> str:
        return f"{leaves(at, moment, self._now)} · {zone_line(at, moment)}"

    def _choose_own(self) -> None:
        self.own.setChecked(True)
        self._say_when()

    def _connect(self) -> None:
        for number, radio in enumerate((*self.choices, self.own)):
            self._group.addButton(radio, number)
        self._group.idToggled.connect(self._say_when)
        self.date.dateChanged.connect(self._choose_own)
        self.time.timeChanged.connect(self._choose_own)
        self.send_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        self.send_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> QVBoxLayout:
        page = QVBoxLayout()
        page.setContentsMargins(DIALOG_MARGIN, 24, DIALOG_MARGIN, 20)
        page.setSpacing(GAP)
        page.addWidget(Words(_("When should it leave?"), Type.HEADING).wrapped())
        page.addSpacing(4)
        for radio in (*self.choices, self.own):
            page.addWidget(radio)
        page.addLayout(self._fields())
        page.addSpacing(4)
        page.addWidget(self._preview)
        page.addWidget(self._flaw)
        condition = _("Tegata must be running then. Missed by more than an hour, it asks you first.")
        page.addWidget(Words(condition, Type.SMALL, Ink.SECOND).wrapped())
        return shape(self, page, (self.cancel_button, self.send_button))

    def _fields(self) -> QHBoxLayout:
        fields = QHBoxLayout()
        fields.setContentsMargins(_FIELDS_INDENT, 0, 0, 0)
        fields.setSpacing(GAP)
        fields.addWidget(self.date, 3)
        fields.addWidget(self.time, 2)
        return fields
