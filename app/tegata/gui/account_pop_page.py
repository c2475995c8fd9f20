"""The page "POP before send": the switch, how long the window stays open, and what is known of it now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.accounts.account import Account, Login
from tegata.accounts.auth_switch import can_go_back
from tegata.accounts.validate import AccountField, AccountFlaw
from tegata.gui.account_facts import FactList
from tegata.gui.account_page import AccountPage
from tegata.gui.buttons import Button, Kind
from tegata.gui.fields import DecimalSpin
from tegata.gui.flaw_line import FlawLine
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.mnemonics import FieldLabel
from tegata.gui.note import Note
from tegata.gui.pass_words import facts
from tegata.gui.switch import Switch
from tegata.gui.tokens import GAP
from tegata.relay import window_length
from tegata.relay.learned import Learned
from tegata.relay.window import WindowStatus
from tegata.words.gettext import _
from tegata.words.learned import learned_facts, shortened
from tegata.words.mnemonics import plain

_LEAST, _MOST = 0.1, 1440.0  # minutes
_ICONS = ("clock", "globe", "mailbox")
_SWITCH_ROOM = 4
_FIELDS = (AccountField.WINDOW, AccountField.POP_BEFORE_SEND_ENABLED)


class AccountPopPage(AccountPage):
    """Only this account's switch; the same one that stands beside From in the compose window."""

    auth_wanted = Signal()
    back_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("POP before send"), parent=parent)
        self.switch = Switch("")
        self.switch.setAccessibleName(plain(_("&Log in by POP when a letter is sent")))
        self.minutes = DecimalSpin(_("Minutes that the window stays open"))
        self.auth = Button(_("Try SMTP A&UTH…"))
        self.back = Button(_("&Back to POP before SMTP"))
        self._auth_words = Words("", Type.SMALL, Ink.SECOND).wrapped()
        self.known = FactList()
        self.learned = FactList()
        self.forget = Button(_("&Forget what was learned"), Kind.QUIET)
        self.shortened = Note("", "", _("Chan&ge the setting"))
        self._learned = Learned()
        self._needs_pop = FlawLine()
        self._auth_wins = Words(
            _("SMTP AUTH is on and proves who you are. No POP login is made."), Type.SMALL, Ink.SECOND
        ).wrapped()
        self._known_head = Words(_("What is known of the window now"), Type.HEADING)
        self._learned_head = Words(_("What the servers have shown"), Type.HEADING)
        self._lay_out()
        self.switch.toggled.connect(lambda _on: self.changed.emit())
        self.minutes.valueChanged.connect(lambda _value: self.changed.emit())
        self.minutes.valueChanged.connect(lambda _value: self._show_shortened())
        self.auth.clicked.connect(self.auth_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.forget.clicked.connect(self.forget_wanted)
        self.shortened.pressed.connect(self._mend_setting)
        self.show_learned(Learned())

    def load(self, account: Account, status: WindowStatus | None) -> None:
        """Show the account's switch, and where its window stands."""
        self.start_afresh()
        self.switch.setChecked(account.pop_before_send.enabled)
        self.minutes.setValue(account.pop_before_send.window / timedelta(minutes=1))
        self.show_servers(account)
        known = facts(status) if status is not None else ()
        self.known.say(
            [(_ICONS[n % len(_ICONS)], f"{fact.name}: {fact.value}") for n, fact in enumerate(known)]
        )
        self._known_head.setVisible(bool(known))

    def show_learned(self, learned: Learned) -> None:
        """Show what the account's servers have shown, and whether that contradicts the setting."""
        self._learned = learned
        facts = learned_facts(learned)
        self.learned.say([(fact.icon, fact.sentence) for fact in facts])
        self._learned_head.setVisible(bool(facts))
        if self.forget.hasFocus() and not facts:
            self.minutes.setFocus()
        self.forget.setVisible(bool(facts))
        self._show_shortened()

    def show_servers(self, account: Account) -> None:
        """Say what follows from the servers as they stand in the form."""
        missing = account.pop is None and self.switch.isChecked()
        self._needs_pop.say([_("This takes a POP3 server: enter one under Servers.")] if missing else [])
        by_auth, back = account.submission.login is not Login.NONE, can_go_back(account)
        self._auth_wins.setVisible(by_auth)
        self._auth_words.setText(
            _("The server and the port that were used before are kept.")
            if back
            else _("SMTP AUTH works from any network and needs no window.")
        )
        self._auth_words.setVisible(back or not by_auth)
        had_focus = self.window().focusWidget() in {self.auth, self.back}
        self.auth.setVisible(not by_auth)
        self.back.setVisible(back)
        if had_focus:
            (self.back if back else self.auth if not by_auth else self.switch).setFocus()

    def show_flaws(self, flaws: Sequence[AccountFlaw], *, all_asked_for: bool = False) -> bool:
        """Return whether the switch is on without a mailbox to log in to; the page says that at once."""
        return any(flaw.field in _FIELDS for flaw in flaws)

    def apply(self, account: Account) -> Account:
        """Return the account with what stands on this page."""
        enabled, window = self.switch.isChecked(), self._window()
        return replace(
            account, pop_before_send=replace(account.pop_before_send, enabled=enabled, window=window)
        )

    def _window(self) -> timedelta:
        return timedelta(minutes=self.minutes.value())

    def _show_shortened(self) -> None:
        """Measure what was learned against the setting as it stands in the form."""
        likely = window_length.shortened(self._window(), self._learned)
        self.shortened.setVisible(likely is not None)
        if likely is not None:
            words = shortened(likely)
            self.shortened.say(words.headline, words.detail, words.button)

    def _mend_setting(self) -> None:
        likely = window_length.shortened(self._window(), self._learned)
        if likely is not None:
            self.minutes.setFocus()
            self.minutes.setValue(likely / timedelta(minutes=1))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        switch_words = FieldLabel(_("&Log in by POP when a letter is sent"), self.switch, Ink.FIRST)
        words.addWidget(switch_words.heavy().wrapped())
        explained = _("Only when needed, once for all waiting letters. Mail is neither fetched nor deleted.")
        words.addWidget(Words(explained, Type.SMALL, Ink.SECOND).wrapped())
        words.addWidget(self._needs_pop)
        words.addWidget(self._auth_wins)
        words.addSpacing(14)
        words.addLayout(self._minutes_line())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addSpacing(-_SWITCH_ROOM)  # what the switch keeps free for its focus outline
        switch = QVBoxLayout()
        switch.addWidget(self.switch)
        switch.addStretch(1)
        row.addLayout(switch)
        row.addLayout(words, 1)
        self.column.addSpacing(4)
        self.column.addLayout(row)
        self.column.addSpacing(6)
        self.column.addWidget(self.shortened)
        self.column.addSpacing(6)
        self.column.addWidget(self._known_head)
        self.column.addWidget(self.known)
        self.column.addSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self._learned_head, 1)
        line.addWidget(self.forget)
        line.addSpacing(-GAP)  # its words end on the margin
        self.column.addLayout(line)
        self.column.addWidget(self.learned)
        self.column.addSpacing(4)
        self.column.addLayout(self._auth_line())
        self.column.addStretch(1)

    def _minutes_line(self) -> QHBoxLayout:
        self.minutes.setRange(_LEAST, _MOST)
        self.minutes.setDecimals(2)
        self.minutes.setFixedWidth(104)
        self.minutes.lineEdit().setTextMargins(7, 0, 0, 0)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(FieldLabel(_("The &window stays open for"), self.minutes, Ink.FIRST))
        line.addWidget(self.minutes)
        line.addWidget(Words(_("minutes")))
        line.addStretch(1)
        return line

    def _auth_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._auth_words, 1)
        line.addWidget(self.auth)
        line.addWidget(self.back)
        return line
