"""Can I send from here? The verdict first, with one button; the steps below; nothing is sent."""

import platform
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tegata.accounts.account import Account
from tegata.delivery.check_findings import is_settled
from tegata.delivery.notices import AccountsChanged, Change, CheckStep
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.announce import announce
from tegata.gui.auth_offer import switch_by_offer
from tegata.gui.buttons import Button
from tegata.gui.check_head import GOOD, VerdictHead
from tegata.gui.check_leaving import LeavingList
from tegata.gui.check_list import CheckList
from tegata.gui.check_report import ReportCorner
from tegata.gui.check_run import CheckRun
from tegata.gui.check_switch import switch_port
from tegata.gui.desk_passwords import roles
from tegata.gui.fields import Combo
from tegata.gui.focus import keep_in_sight, lead_through
from tegata.gui.fonts import Type
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.mnemonics import FieldLabel
from tegata.gui.note import Note
from tegata.gui.opening_size import open_at
from tegata.gui.outbox_watch import local_now
from tegata.gui.pass_corner import PassCorner
from tegata.gui.path_picture import PathPicture
from tegata.gui.roles import Role, told_as
from tegata.gui.scrolling import Paper, scrolled
from tegata.gui.tokens import DIALOG_MARGIN, GAP, MARGIN
from tegata.gui.tool_bar import NARROW, Place, ToolBar
from tegata.words.before_leaving import AtHome, Deed, before_leaving
from tegata.words.check_path import path
from tegata.words.check_report import Checked
from tegata.words.check_verdict import looking, no_account, stopped, verdict
from tegata.words.gettext import _
from tegata.words.settings import settings_not_saved
from tegata.words.times import clock_time


@told_as(Role.Window)
class CheckWindow(QWidget):
    """A main window. It checks when it is first shown, and whenever it is asked to."""

    new_letter = Signal()
    settings_wanted = Signal(str)  # account

    def __init__(
        self, verbs: Verbs, now: Callable[[], datetime] = local_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._now = now
        self._checked: Account | None = None
        self._asked = ""  # the recipient of the check shown, an address
        self.check_run = CheckRun(verbs, self)
        self.tool_bar = ToolBar(Place.CHECK)
        self.accounts = Combo(_("Account"))
        self.accounts.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.accounts.setMinimumContentsLength(8)
        self.recipient = QLineEdit()
        self.steps = CheckList()
        self.news = Note("")
        self.head = VerdictHead()
        self.picture = PathPicture()
        self.again = Button(_("Check a&gain"), icon="refresh-cw")
        self.leaving = LeavingList()
        self.report = ReportCorner()
        self.pass_corner = PassCorner(verbs)
        self._said = Words(_("Nothing is sent."), Type.SMALL, Ink.SECOND).wrapped()
        self.setWindowTitle(_("Can I send from here?") + " — Tegata")
        self.setMinimumSize(560, 420)
        open_at(self, 842, 628)
        self._lay_out()
        self._connect()
        self.show_accounts()
        self.again.setFocus()

    def hear(self, change: Change) -> None:
        """Take in what happened; the desk passes it on."""
        self.pass_corner.hear(change)
        if isinstance(change, AccountsChanged):
            self.show_accounts()
            if self._checked is None:
                self.start()  # it was asked for before there was an account

    def show_unsent(self, count: int) -> None:
        """Show the desk's count in the tool bar; with nothing waiting the pass is quiet."""
        self.tool_bar.show_unsent(count)
        self.pass_corner.be_quiet(not count)

    def show_accounts(self) -> None:
        """Offer the accounts there are now; the one chosen stays chosen."""
        chosen = self.accounts.currentData()
        self.accounts.clear()
        for account in self._verbs.accounts():
            self.accounts.addItem(account.address, account.name)
        self.accounts.setCurrentIndex(max(0, self.accounts.findData(chosen)))
        self.pass_corner.set_account(self.accounts.currentData() or "")

    def say(self, headline: str, detail: str) -> None:
        """Show a note above the verdict."""
        self.news.say(headline, detail)
        self.news.show()
        announce(self, headline)

    def check(self, account: str | None) -> None:
        """Check this account; None stays with the one chosen."""
        place = self.accounts.findData(account)
        if place >= 0:
            self.accounts.setCurrentIndex(place)
        self._choose()

    def start(self) -> None:
        """Check the chosen account; with an address given, as far as that recipient."""
        account = self._account()
        if account is None:
            self.head.show_verdict(no_account())
            return
        self._checked = account
        self._asked = self.recipient.text().strip() or account.address
        self._show_path(account)
        self.check_run.start(account, self.recipient.text().strip() or None, {})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tool_bar.show_words(self.width() >= NARROW)
        self.pass_corner.show_brief(self.width() < NARROW)

    def _account(self) -> Account | None:
        name = self.accounts.currentData()
        return next((each for each in self._verbs.accounts() if each.name == name), None)

    def _begin(self) -> None:
        self.steps.clear()
        self.again.say(_("&Stop"), "x")
        self.head.show_verdict(looking())
        self.report.withdraw()
        self.leaving.say(())

    def _step(self, step: CheckStep) -> None:
        if self._checked is None:
            return
        self.steps.add(step, self._checked)
        self._lead_through()
        self._show_path(self._checked)
        if is_settled(self.steps.steps):
            self._show_verdict(self._checked)  # other ports are looked at after that, and change nothing

    def _end(self) -> None:
        self._offer_again()
        if self._checked is not None:
            steps, now = tuple(self.steps.steps), self._now()
            self.report.offer(Checked(self._checked, steps, now, (platform.node(),)))
            self._show_verdict(self._checked)
            self._said.setText(
                _("Nothing was sent. Checked at {time}, to {address}.").format(
                    time=clock_time(now), address=self._asked
                )
            )
            announce(self, self.head.headline())
            if verdict(steps, self._checked).answer in GOOD:
                calls.start(self._look_ahead(self._checked, steps), "check: before you leave")

    async def _look_ahead(self, account: Account, steps: tuple[CheckStep, ...]) -> None:
        """Say what to look at before a journey, unless another check has begun meanwhile."""
        kept = [await self._verbs.has_password(account.name, role) for role in roles(account)]
        if account is self._checked and not self.check_run.is_running:
            home = AtHome(account, steps, self._verbs.learned(account.name), has_password=all(kept))
            self.leaving.say(before_leaving(home))
            self._lead_through()

    def _lead_through(self) -> None:
        lead_through(self.again, (self.steps, self.leaving, self.report))

    def _do(self, deed: Deed) -> None:
        match deed:
            case Deed.SETTINGS:
                self._open_settings()
            case Deed.TRY_AUTH:
                calls.start(self._try_auth(), "check: SMTP AUTH")

    async def _try_auth(self) -> None:
        try:
            if self._checked is not None and await switch_by_offer(self._verbs, self._checked, self):
                self.start()
        except OSError as error:
            self._say(settings_not_saved(error))

    def _stopped(self) -> None:
        self._offer_again()
        if not is_settled(self.steps.steps):
            self.head.show_verdict(stopped())
        announce(self, self.head.headline())

    def _offer_again(self) -> None:
        self.again.say(_("Check a&gain"), "refresh-cw")

    def _start_or_stop(self) -> None:
        if self.check_run.is_running:
            self.check_run.stop()
        else:
            self.start()

    async def _switch(self, port: str, *, has_auth: bool) -> None:
        """Send through another port from now on, by SMTP AUTH where it offers that; then check once more."""
        account = self._account()
        if account is None:
            return
        try:
            switched = await switch_port(self._verbs, account, port, has_auth=has_auth, window=self)
        except OSError as error:
            self._say(settings_not_saved(error))
            return
        if switched:
            self.start()

    def _show_verdict(self, account: Account) -> None:
        self.head.show_verdict(verdict(tuple(self.steps.steps), account))

    def _show_path(self, account: Account) -> None:
        self.picture.show_path(path(tuple(self.steps.steps), account, self._asked))

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        announce(self, sentence)

    def _open_settings(self) -> None:
        self.settings_wanted.emit(self.accounts.currentData() or "")

    def _choose(self) -> None:
        self.pass_corner.set_account(self.accounts.currentData() or "")
        self.start()

    def _connect(self) -> None:
        self.tool_bar.new_letter.connect(self.new_letter)
        self.check_run.began.connect(self._begin)
        self.check_run.stepped.connect(self._step)
        self.check_run.ended.connect(lambda _well: self._end())
        self.steps.remedy.connect(lambda _remedy: self._open_settings())
        self.head.write_wanted.connect(self.new_letter)
        self.head.settings_wanted.connect(self._open_settings)
        self.leaving.wanted.connect(self._do)
        self.again.clicked.connect(self._start_or_stop)
        self.check_run.stopped.connect(self._stopped)
        self.head.switch_wanted.connect(
            lambda port, has_auth: calls.start(self._switch(port, has_auth=has_auth), "check: switch port")
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.check_run.stop)
        self.report.said.connect(self._say)
        self.accounts.activated.connect(lambda _index: self._choose())
        self.recipient.returnPressed.connect(self.start)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self, self.close)

    def _lay_out(self) -> None:
        self.news.hide()
        page = Paper()
        column = QVBoxLayout(page)
        column.setContentsMargins(DIALOG_MARGIN, MARGIN, DIALOG_MARGIN, MARGIN)
        column.setSpacing(16)
        column.addWidget(self.news)
        column.addWidget(self.head)
        column.addLayout(self._way())
        column.addWidget(self.picture)
        column.addWidget(self.steps)
        column.addWidget(self.leaving)
        column.addWidget(self.report)
        column.addStretch(1)
        view = scrolled(page)
        keep_in_sight(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tool_bar)
        whole.addWidget(Hairline())
        whole.addWidget(view, 1)
        whole.addWidget(Hairline())
        whole.addWidget(self._footer())

    def _way(self) -> QHBoxLayout:
        self.recipient.setPlaceholderText(_("yourself"))
        self.recipient.setAccessibleName(_("Check as far as this recipient"))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(FieldLabel(_("Fro&m"), self.accounts))
        row.addWidget(self.accounts, 1)
        row.addSpacing(GAP)
        row.addWidget(FieldLabel(_("&To"), self.recipient))
        row.addWidget(self.recipient, 1)
        row.addSpacing(GAP)
        row.addWidget(self.again)
        return row

    def _footer(self) -> QWidget:
        footer = QWidget()
        footer.setProperty("ground", "chrome")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(footer)
        row.setContentsMargins(DIALOG_MARGIN, 6, MARGIN, 6)
        row.setSpacing(GAP)
        row.addWidget(self._said, 1)
        row.addWidget(self.pass_corner)
        return footer
