"""The page "Automatic checking": off, and the bill for whoever wants it on all the same.

Choosing an interval only draws the bill. A tick and a button turn it on; Save alone leaves it as it was.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.accounts.account import Account
from tegata.accounts.neighbour import Neighbour
from tegata.gui.account_page import AccountPage
from tegata.gui.flow import Flow
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.note import Note
from tegata.gui.polling_choice import IntervalChoice
from tegata.gui.polling_consent import PollingConsent
from tegata.gui.polling_figures import Figures
from tegata.gui.polling_legend import Legend
from tegata.gui.polling_table import BillTable
from tegata.gui.polling_timeline import close_look, instead, whole_day
from tegata.gui.polling_words import (
    bill_in_words,
    every,
    instead_in_words,
    interval_words,
    made_in_words,
    which_letters,
)
from tegata.gui.timeline_plot import TimelinePlot
from tegata.relay.polling_bill import HOUR, PollingBill, bill, busiest_hour, example_or
from tegata.store.ledger import Login
from tegata.words.gettext import _
from tegata.words.neighbours import hidden_by
from tegata.words.times import time_of_day

INTERVALS = tuple(timedelta(minutes=n) for n in (5, 10, 15, 30, 60))


class PollingPage(AccountPage):
    """It reckons with an example until it is shown the letters of a real day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sentence = _("Logging in on a timer to keep the window open. Tegata does not need it.")
        super().__init__(_("Automatic checking"), sentence, parent)
        words = [_("Off"), *(interval_words(interval) for interval in INTERVALS)]
        self.choice = IntervalChoice(_("Check the mailbox every"), words)
        self.consent = PollingConsent()
        self.figures = Figures()
        self.day, self.hour, self.instead = TimelinePlot(), TimelinePlot(), TimelinePlot()
        self._window = Words("", Type.SMALL, Ink.SECOND)
        self._state = Words("", Type.BASE, Ink.SECOND).wrapped()
        self.note = Note("")
        self.note.hide()
        self._heads = {plot: _Head() for plot in (self.day, self.hour, self.instead)}
        self._bill_part = QWidget()
        self._on: timedelta | None = None
        self._has_pop = False
        self._good_for = timedelta(minutes=10)
        self._letters: tuple[timedelta, ...] = ()
        self._logins: tuple[Login, ...] = ()
        self._neighbours: tuple[Neighbour, ...] = ()
        self._account: Account | None = None
        self._bill: PollingBill | None = None
        self._lay_out()
        self._connect()

    def load(self, account: Account) -> None:
        """Show an account's setting: its interval if checking is on."""
        self._on = account.polling.every
        self.choice.choose(_segment_of(self._on))
        self.show_account(account)

    def show_letters(self, letters: Sequence[timedelta]) -> None:
        """Reckon with these letters, once they are known."""
        self._letters = tuple(letters)
        self._show()

    def show_logins(self, logins: Sequence[Login]) -> None:
        """Tell what the logins of the last 24 hours were good for, while checking is on."""
        self._logins = tuple(logins)
        self._show()

    def show_neighbours(self, neighbours: Sequence[Neighbour]) -> None:
        """Tell which other mailers check this mailbox, once they are known."""
        self._neighbours = tuple(neighbours)
        self._show_note()

    def show_account(self, account: Account) -> None:
        """Reckon with the window and the mailbox as they stand in the form."""
        self._account = account
        self._show_note()
        self._good_for = account.pop_before_send.window
        self._has_pop = account.pop is not None
        self._show()

    def apply(self, account: Account) -> Account:
        """Return the account with checking on or off, as it was turned here."""
        return replace(account, polling=replace(account.polling, every=self._on))

    def current_bill(self) -> PollingBill | None:
        """Return the bill in view; None while Off is chosen."""
        return self._bill

    def _chosen(self) -> timedelta | None:
        number = self.choice.current()
        return INTERVALS[number - 1] if number > 0 else None

    def _choose(self) -> None:
        if self._chosen() is None and self._on is not None:
            self._turn(None)
        self._show()

    def _settle(self, interval: timedelta | None) -> None:
        """Turn, and keep the focus on this page: the consent that had it is gone."""
        self._turn(interval)
        self.choice.segments[self.choice.current()].setFocus()

    def _turn(self, interval: timedelta | None) -> None:
        self._on = interval
        self.choice.choose(_segment_of(interval))
        self.changed.emit()
        self._show()

    def _show(self) -> None:
        minutes = f"{self._good_for / timedelta(minutes=1):g}"
        self._window.setText(_("Window: {n} minutes").format(n=minutes))
        interval = self._chosen()
        self._bill_part.setVisible(interval is not None)
        self._state.setText(self._state_words(interval))
        self._state.setVisible(bool(self._state.text()))
        if interval is None:
            self._bill = None
            return
        letters, real = example_or(self._letters)
        self._bill = bill(interval, self._good_for, letters)
        self._show_bill(self._bill, real=real)
        asks = interval != self._on and self._has_pop
        self.consent.setVisible(asks)
        self.consent.ask_for(self._bill.logins_a_day)

    def _show_note(self) -> None:
        hidden = hidden_by(self._neighbours, self._account) if self._account is not None else None
        self.note.setVisible(hidden is not None)
        if hidden is not None:
            self.note.say(hidden.headline, hidden.detail)

    def _state_words(self, interval: timedelta | None) -> str:
        if not self._has_pop:
            return _("This account has no POP3 server, so there is nothing to check.")
        if interval is None:
            return _("Off. Tegata logs in when you send, and only then.")
        if interval == self._on:
            on = _(
                "On, every {interval}. It pauses while no window of Tegata is in use, and while the screen"
                " is locked."
            ).format(interval=interval_words(interval))
            return f"{on}\n{made_in_words(self._logins)}"
        return ""

    def _show_bill(self, found: PollingBill, *, real: bool) -> None:
        self.figures.show_bill(found)
        start = busiest_hour([letter.at for letter in found.letters])
        self.day.show_line(whole_day(found))
        self.hour.show_line(close_look(found, start))
        self.instead.show_line(instead(found))
        self._heads[self.day].say(every(found.interval), which_letters(len(found.letters), real=real))
        looked_at = _("A closer look, {start} to {end}")
        self._heads[self.hour].say(
            looked_at.format(start=time_of_day(start), end=time_of_day(start + HOUR)), ""
        )
        self._heads[self.instead].say(_("POP before send"), instead_in_words(found))
        for plot in (self.day, self.hour):
            plot.setAccessibleName(bill_in_words(found))
        self.instead.setAccessibleName(_("POP before send") + f": {instead_in_words(found)}")

    def _open_table(self) -> None:
        if self._bill is not None:
            BillTable(self._bill, self).show()

    def _connect(self) -> None:
        self.choice.chosen.connect(lambda _number: self._choose())
        self.consent.left_off.connect(lambda: self._settle(None))
        self.consent.turned_on.connect(lambda: self._settle(self._chosen()))
        for plot in self._heads:
            plot.table_wanted.connect(self._open_table)

    def _lay_out(self) -> None:
        top = Flow(spacing=14)
        self._window.setMinimumHeight(self.choice.sizeHint().height())
        top.addWidget(self.choice)
        top.addWidget(self._window)
        self.column.addLayout(top)
        self.column.addWidget(self._state)
        self.column.addWidget(self.note)
        part = QVBoxLayout(self._bill_part)
        part.setContentsMargins(0, 6, 0, 0)
        part.setSpacing(6)
        part.addWidget(self.figures)
        for plot, head in self._heads.items():
            part.addSpacing(8)
            part.addWidget(head)
            part.addWidget(plot)
        part.addWidget(Legend())
        part.addSpacing(12)
        part.addWidget(self.consent)
        self.column.addWidget(self._bill_part)
        self.column.addStretch(1)


class _Head(QWidget):
    """The line above a plot: what it shows, and of which letters."""

    def __init__(self) -> None:
        super().__init__()
        self._bold = Words("").heavy()
        self._rest = Words("", Type.SMALL, Ink.SECOND).wrapped()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._bold)
        row.addWidget(self._rest, 1)

    def say(self, bold: str, rest: str) -> None:
        self._bold.setText(bold)
        self._rest.setText(rest)


def _segment_of(interval: timedelta | None) -> int:
    """Return the segment; an interval that was written into the file by hand shows as the nearest one."""
    if interval is None:
        return 0
    nearest = min(INTERVALS, key=lambda offered: abs(offered - interval))
    return INTERVALS.index(nearest) + 1
