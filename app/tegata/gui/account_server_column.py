"""One server in the account window: where it is, how the line is secured, who logs in."""

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QIcon, QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tegata.accounts.account import Login, Security, Server
from tegata.accounts.validate import AccountField
from tegata.gui import account_ports, icons, theme
from tegata.gui.account_consent import CleartextConsent
from tegata.gui.account_field import FieldRow
from tegata.gui.fields import Combo
from tegata.gui.fonts import Type
from tegata.gui.labels import Words
from tegata.gui.roles import Role, told_as
from tegata.gui.written import fill
from tegata.secret import Secret
from tegata.words.gettext import _

_PORT_WIDTH = 64
_KEPT = "•" * 10


class Kind(StrEnum):
    """Which of the two servers."""

    SUBMISSION = "submission"
    POP = "pop"


@told_as(Role.Grouping)
class ServerColumn(QWidget):
    """A form for one server. What it does not show, such as a certificate authority, stays as it was."""

    changed = Signal()

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._ports = account_ports.SUBMISSION if kind is Kind.SUBMISSION else account_ports.POP3
        self._loaded: Server | None = None
        self._proposed: Server | None = None
        self._unproposed: Server | None = None  # what a proposal took the place of
        self._before = Security.TLS
        self.host = QLineEdit()
        self.port = QLineEdit()
        self.security = _security_combo()
        self.login = _login_combo()
        self.user = QLineEdit()
        self.password = QLineEdit()
        self._words = _words_beside(kind)
        self.consent = CleartextConsent(self._words["consent"])
        self._prepare_fields()
        self.rows = self._make_rows()
        self._lay_out()
        self._connect()

    def load(self, server: Server | None) -> None:
        """Show a server; None is an empty form."""
        self._loaded = server
        self._proposed = None
        shown = server or Server("", self._ports[Security.TLS], Security.TLS)
        self._before = shown.security
        fill(self.host, shown.host)
        fill(self.port, str(shown.port))
        self.security.setCurrentIndex(self.security.findData(shown.security))
        self.login.setCurrentIndex(self.login.findData(shown.login))
        fill(self.user, shown.user)
        fill(self.password, "")
        self.consent.setChecked(shown.allow_cleartext_password)
        self.host.setCursorPosition(0)
        self._show_what_applies()

    def propose(self, server: Server | None) -> None:
        """Fill in a proposal, or take the last one back; what was typed or changed by hand stays."""
        stands = self._proposed is not None and self.server() == self._proposed
        if server is None and stands:
            self.load(self._unproposed)
        elif server is not None and (stands or not self.host.text().strip()):
            before = self._unproposed if stands else self.server()
            self.load(server)
            self._proposed, self._unproposed = server, before

    def show_kept(self, kept: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show whether a password is at hand, without showing it."""
        self.password.setPlaceholderText(_KEPT if kept else "")

    def server(self) -> Server | None:
        """Return the server as it stands in the form; None for a mailbox without a host."""
        host = self.host.text().strip()
        if self._kind is Kind.POP and not host:
            return None
        start = self._loaded or Server("", 0, Security.TLS)
        return replace(
            start,
            host=host,
            port=int(self.port.text() or 0),
            security=self._security(),
            login=self._login(),
            user=self.user.text().strip() if self._logs_in() else start.user,
            allow_cleartext_password=self.consent.isChecked() and self._in_clear(),
        )

    def all_rows(self) -> tuple[FieldRow, ...]:
        """Return the rows, with that of the password, which is no field of an account."""
        return (*self.rows.values(), self._password_row)

    def typed_password(self) -> Secret | None:
        """Return the password if one was typed; None leaves the kept one in place."""
        text = self.password.text()
        return Secret(text) if text and self._logs_in() else None

    def changeEvent(self, event: QEvent) -> None:
        """Draw the lock in the colours of another theme."""
        if event.type() is QEvent.Type.PaletteChange:
            self._lock.setIcon(_lock_icon())
        super().changeEvent(event)

    def _security(self) -> Security:
        return Security(self.security.currentData())

    def _login(self) -> Login:
        return Login(self.login.currentData()) if self._kind is Kind.SUBMISSION else Login.NONE

    def _logs_in(self) -> bool:
        return self._kind is Kind.POP or self._login() is not Login.NONE

    def _in_clear(self) -> bool:
        return self._logs_in() and self._security() is Security.NONE

    def _follow_security(self) -> None:
        port = account_ports.following(
            self._ports, int(self.port.text() or 0), self._before, self._security()
        )
        self._before = self._security()
        fill(self.port, str(port))
        self._show_what_applies()
        self.changed.emit()

    def _show_what_applies(self) -> None:
        logs_in = self._logs_in()
        self.rows[AccountField(f"{self._kind}.user")].setVisible(logs_in)
        self._password_row.setVisible(logs_in)
        self.consent.setVisible(self._in_clear())

    def _prepare_fields(self) -> None:
        self.port.setValidator(QIntValidator(0, 99999, self.port))
        self.port.setFixedWidth(_PORT_WIDTH)
        self.port.setAccessibleName(_("Port"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._lock = self.password.addAction(_lock_icon(), QLineEdit.ActionPosition.TrailingPosition)

    def _make_rows(self) -> dict[AccountField, FieldRow]:
        self._password_row = FieldRow(self._words["password"], self.password)
        security = FieldRow(self._words["security"], self.security, self.port)  # which goes by it
        rows = {
            AccountField(f"{self._kind}.host"): FieldRow(self._words["host"], self.host),
            AccountField(f"{self._kind}.security"): security,
            AccountField(f"{self._kind}.user"): FieldRow(self._words["user"], self.user),
        }
        if self._kind is Kind.SUBMISSION:
            rows[AccountField.SUBMISSION_LOGIN] = FieldRow(_("&Login"), self.login)
        return rows

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        sending = self._kind is Kind.SUBMISSION
        heading = _("Sending (SMTP)") if sending else _("Mailbox (POP3)")
        self.setAccessibleName(heading)
        column.addWidget(Words(heading, Type.HEADING))
        for field in (self.host, self.port, self.security, self.login, self.user, self.password):
            field.setAccessibleName(f"{heading}, {field.accessibleName()}")
        order = ["host", "security", "login", "user"] if sending else ["host", "security", "user"]
        for key in order:
            column.addWidget(self.rows[AccountField(f"{self._kind}.{key}")])
        column.addWidget(self._password_row)
        column.addWidget(self.consent)
        column.addStretch(1)

    def _connect(self) -> None:
        for row in self.all_rows():
            row.edited.connect(self.changed)
        self.security.activated.connect(lambda _index: self._follow_security())
        self.login.activated.connect(lambda _index: self._show_what_applies())
        self.consent.toggled.connect(lambda _on: self.changed.emit())


def _words_beside(kind: Kind) -> dict[str, str]:
    """Both forms stand in one window: the same words, each with a letter of its own."""
    if kind is Kind.SUBMISSION:
        return {
            "host": _("Ser&ver"),
            "security": _("Securi&ty"),
            "user": _("&User"),
            "password": _("&Password"),
            "consent": _("Send it &in clear all the same"),
        }
    return {
        "host": _("S&erver"),
        "security": _("Securit&y"),
        "user": _("Use&r"),
        "password": _("Pass&word"),
        "consent": _("Send it in clear all the sa&me"),
    }


def _lock_icon() -> QIcon:
    return icons.icon("lock", theme.current().ink_2, icons.SMALL)


def _security_combo() -> Combo:
    combo = Combo(_("Security"))
    combo.addItem(_("TLS"), Security.TLS)
    combo.addItem(_("STARTTLS"), Security.STARTTLS)
    combo.addItem(_("None"), Security.NONE)
    return combo


def _login_combo() -> Combo:
    combo = Combo(_("Login"))
    combo.addItem(_("None (POP before SMTP)"), Login.NONE)
    combo.addItem(_("Password (SMTP AUTH)"), Login.PASSWORD)
    return combo
