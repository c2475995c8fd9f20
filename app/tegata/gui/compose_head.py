"""The head of a letter being written: From, To, Cc, Bcc, Subject."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tegata.accounts.account import Account
from tegata.gui.account_button import AccountButton
from tegata.gui.buttons import Button, Kind
from tegata.gui.fonts import Type, font
from tegata.gui.head_row import Bleed, HeadRow
from tegata.gui.recipients_field import RecipientsField
from tegata.gui.switch import Side, Switch
from tegata.gui.written import on_writing
from tegata.mail.flaw import Field, Flaw
from tegata.words.flaws import sentence
from tegata.words.gettext import _
from tegata.words.mnemonics import plain


class ComposeHead(QWidget):
    """Holds the fields; each flaw is shown at the field it belongs to."""

    changed = Signal()
    account_chosen = Signal(str)
    account_wanted = Signal()
    switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account = AccountButton()
        self.switch = Switch(_("&POP before send"), Side.LEFT)
        self.to = RecipientsField(plain(_("&To")), Field.TO)
        self.cc = RecipientsField(plain(_("&Cc")), Field.CC)
        self.bcc = RecipientsField(plain(_("&Bcc")), Field.BCC)
        self.subject = _subject_line()
        self.cc_link = Button(_("&Cc"), Kind.QUIET)
        self.bcc_link = Button(_("&Bcc"), Kind.QUIET)
        self._rows = {
            Field.SENDER: HeadRow(_("Fro&m"), _left(self.account), [self.switch], Bleed(6, 4)),
            Field.TO: HeadRow(_("&To"), self.to, [self.cc_link, self.bcc_link], Bleed(0, 8)),
            Field.CC: HeadRow(_("&Cc"), self.cc),
            Field.BCC: HeadRow(_("&Bcc"), self.bcc),
            Field.SUBJECT: HeadRow(_("Sub&ject"), self.subject, bleed=Bleed(4)),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows.values():
            column.addWidget(row)
        self._rows[Field.CC].hide()
        self._rows[Field.BCC].hide()
        self._order_tabs()
        self._connect()

    def row(self, field: Field) -> HeadRow:
        """Return the row of a field; Body and Attachment have none here."""
        return self._rows[field]

    def show_account(self, accounts: Sequence[Account], current: Account | None) -> None:
        """Show who sends, and the POP before send of that account."""
        self.account.show_accounts(accounts, current)
        self.switch.setChecked(current is not None and current.pop_before_send.enabled)
        possible = current is not None and current.pop is not None
        self.switch.setEnabled(possible)
        self.switch.setToolTip("" if possible else _("This account has no POP server"))

    def open_row(self, field: Field) -> None:
        """Show Cc or Bcc; their link goes."""
        self._rows[field].show()
        (self.cc_link if field is Field.CC else self.bcc_link).hide()

    def say_flaws(self, flaws: Sequence[Flaw]) -> None:
        """Show each flaw under its field, and put the focus into the first flawed one."""
        for field, row in self._rows.items():
            here = [sentence(flaw) for flaw in flaws if flaw.field is field]
            row.say_flaws(here)
            if here and field in {Field.CC, Field.BCC}:
                self.open_row(field)
        flawed = [field for field in self._rows if any(flaw.field is field for flaw in flaws)]
        if flawed:
            self._rows[flawed[0]].field.setFocus()

    def settle(self) -> None:
        """Make chips of what is still being typed."""
        for recipients in (self.to, self.cc, self.bcc):
            recipients.settle()

    def show_narrow(self, width: int) -> None:
        """Leave out what has no room at this width."""
        self.account.show_address(width >= 640)
        for recipients in (self.to, self.cc, self.bcc):
            recipients.show_narrow(width < 520)

    def focus_first_empty(self) -> bool:
        """Put the focus into the first empty field; return False when none is."""
        if not self.to.texts():
            self.to.setFocus()
        elif not self.subject.text():
            self.subject.setFocus()
        else:
            return False
        return True

    def _order_tabs(self) -> None:
        """Let Tab go on from To to the subject: the first space of one typed blindly would press Cc."""
        QWidget.setTabOrder(self.switch, self.cc_link)
        QWidget.setTabOrder(self.cc_link, self.bcc_link)
        QWidget.setTabOrder(self.bcc_link, self.to)

    def _connect(self) -> None:
        for recipients in (self.to, self.cc, self.bcc):
            recipients.changed.connect(self._recipients_changed)
        on_writing(self.subject, lambda _text: self._subject_changed())
        self.cc_link.clicked.connect(lambda: self._open_and_focus(Field.CC))
        self.bcc_link.clicked.connect(lambda: self._open_and_focus(Field.BCC))
        self.account.chosen.connect(self.account_chosen)
        self.account.add_wanted.connect(self.account_wanted)
        self.switch.clicked.connect(self.switched)

    def _open_and_focus(self, field: Field) -> None:
        self.open_row(field)
        self._rows[field].field.setFocus()

    def _recipients_changed(self) -> None:
        for recipients, field in ((self.to, Field.TO), (self.cc, Field.CC), (self.bcc, Field.BCC)):
            self._rows[field].say_flaws([sentence(flaw) for flaw in recipients.flaws()])
        self.changed.emit()

    def _subject_changed(self) -> None:
        self._rows[Field.SUBJECT].say_flaws([])
        self.changed.emit()


def _subject_line() -> QLineEdit:
    line = QLineEdit()
    line.setProperty("bare", True)  # noqa: FBT003 - Qt's setter
    line.setFont(font(Type.HEADING, QFont.Weight.DemiBold))
    line.setAccessibleName(plain(_("Sub&ject")))
    line.setAcceptDrops(False)
    return line


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    holder.setFocusProxy(widget)
    return holder
