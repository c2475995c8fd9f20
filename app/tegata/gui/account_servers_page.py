"""The page "Servers": the two servers of the provider, and the check that walks the whole way."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from tegata.accounts.account import Account, Login, Security, Server
from tegata.accounts.proposals import Proposal
from tegata.accounts.validate import AccountField, AccountFlaw
from tegata.delivery.notices import CheckStep, Role
from tegata.gui.account_field import line_up
from tegata.gui.account_page import AccountPage
from tegata.gui.account_server_column import Kind, ServerColumn
from tegata.gui.buttons import Button
from tegata.gui.check_list import CheckList
from tegata.gui.focus import lead_through
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.relay.diagnosis import Remedy
from tegata.secret import Secret
from tegata.words.gettext import _

_TWO_COLUMNS = 820  # of the window
_CLEARTEXT = {AccountField.SUBMISSION_CLEARTEXT, AccountField.POP_CLEARTEXT}


class AccountServersPage(AccountPage):
    """The form's own values are checked, saved or not. A `remedy` on another page is left to the window."""

    check_wanted = Signal()
    remedy = Signal(Remedy)

    def __init__(self, parent: QWidget | None = None) -> None:
        sentence = _("Your provider’s welcome letter has these. Tegata filled in what it knows.")
        super().__init__(_("Servers"), sentence, parent)
        self.submission = ServerColumn(Kind.SUBMISSION)
        self.pop = ServerColumn(Kind.POP)
        self.check = Button(_("Chec&k"), icon="refresh-cw")
        self.steps = CheckList()
        self._grid = QGridLayout()
        self._lay_out()
        self._connect()

    def load(self, account: Account) -> None:
        """Show the account's servers."""
        self.start_afresh()
        self.submission.load(account.submission)
        self.pop.load(account.pop)
        self.clear_check()

    def apply(self, account: Account) -> Account:
        """Return the account with the servers as they stand in the form."""
        submission = self.submission.server() or account.submission
        return replace(account, submission=submission, pop=self.pop.server())

    def show_kept(self, kept: frozenset[Role]) -> None:
        """Show which passwords are at hand, without showing them."""
        self.submission.show_kept(Role.SUBMISSION in kept)
        self.pop.show_kept(Role.POP in kept)

    def show_submission(self, server: Server) -> None:
        """Put another server for sending into the form."""
        self.submission.load(server)
        self.changed.emit()

    def show_flaws(self, flaws: Sequence[AccountFlaw], *, all_asked_for: bool = False) -> bool:
        """A password in clear is explained where consent is asked for, at once and not as a flaw."""
        found = super().show_flaws(flaws, all_asked_for=all_asked_for)
        return found or any(flaw.field in _CLEARTEXT for flaw in flaws)

    def typed_passwords(self) -> dict[Role, Secret]:
        """Return the passwords that were typed; where both servers know one user, one entry does for both."""
        typed = {
            Role.SUBMISSION: self.submission.typed_password(),
            Role.POP: self.pop.typed_password(),
        }
        found = {role: secret for role, secret in typed.items() if secret is not None}
        if len(found) == 1 and self._one_user():
            (secret,) = found.values()
            return {Role.SUBMISSION: secret, Role.POP: secret}
        return found

    def take(self, proposal: Proposal | None) -> None:
        """Fill in what a provider publishes, or take it back; what was filled in by hand stays."""
        self.submission.propose(proposal.submission if proposal is not None else None)
        self.pop.propose(proposal.pop if proposal is not None else None)
        self.changed.emit()

    def clear_check(self) -> None:
        """Forget the steps of the last check."""
        self.steps.clear()
        self.check.setText(_("Chec&k"))

    def show_running(self, *, running: bool) -> None:
        """Say whether a check is under way."""
        self.check.setText(_("Chec&king…") if running else _("Check a&gain"))
        self.check.updateGeometry()

    def show_step(self, step: CheckStep, account: Account) -> None:
        """Add a step and keep it in sight."""
        self.steps.add(step, account)
        lead_through(self.check, (self.steps,))
        if step.trouble is not None:  # once the list has the height that its words need
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.steps, 0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _one_user(self) -> bool:
        servers = (self.submission.server(), self.pop.server())
        if any(server is None for server in servers):
            return False
        submission, pop = servers
        return (
            submission is not None
            and pop is not None
            and submission.login is not Login.NONE
            and submission.user == pop.user
        )

    def _do(self, remedy: Remedy) -> None:
        server = self.submission.server()
        if remedy is Remedy.USE_PORT_587 and server is not None:
            self.show_submission(replace(server, port=587, security=Security.STARTTLS))
        elif remedy is Remedy.ENTER_PASSWORD:
            field = self.submission if self.submission.password.isVisible() else self.pop
            field.password.setFocus()
        else:
            self.remedy.emit(remedy)

    def _arrange(self) -> None:
        wide = self.window().width() >= _TWO_COLUMNS
        for column in (self.submission, self.pop):
            self._grid.removeWidget(column)
        self._grid.addWidget(self.submission, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.pop, *((0, 1) if wide else (1, 0)), Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(1, 1 if wide else 0)

    def _lay_out(self) -> None:
        line_up((*self.submission.all_rows(), *self.pop.all_rows()))
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(20)
        self._grid.setColumnStretch(0, 1)
        self.column.addLayout(self._grid)
        self._arrange()  # before what stands below it, which Tab would come to first
        self.column.addSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Words(_("Check"), Type.HEADING))
        explained = _("Walks the whole way and stops before a letter is sent.")
        head.addWidget(Words(explained, Type.SMALL, Ink.SECOND).wrapped(), 1)
        head.addWidget(self.check)
        self.column.addLayout(head)
        self.column.addWidget(self.steps)
        self.column.addStretch(1)

    def _connect(self) -> None:
        for column in (self.submission, self.pop):
            column.changed.connect(self.changed)
            for field, row in column.rows.items():
                self.know_row(field, row)
        self.rows[AccountField.SUBMISSION_PORT] = self.rows[AccountField.SUBMISSION_SECURITY]
        self.rows[AccountField.POP_PORT] = self.rows[AccountField.POP_SECURITY]
        self.check.clicked.connect(self.check_wanted)
        self.steps.remedy.connect(self._do)
