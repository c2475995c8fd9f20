"""The page "You and signature": who sends, under which name, and what stands below each letter."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tegata.accounts.account import Account
from tegata.accounts.proposals import Proposal, propose
from tegata.accounts.validate import AccountField
from tegata.gui.account_field import FieldRow, line_up
from tegata.gui.account_page import AccountPage
from tegata.gui.account_practice import PracticeOffer
from tegata.gui.buttons import Button, Kind
from tegata.gui.note import Note
from tegata.gui.switch import Switch
from tegata.gui.written import fill, on_writing
from tegata.words.gettext import _


class AccountYouPage(AccountPage):
    """`proposed` comes while the address is typed: the provider that Tegata knows for it, or None."""

    proposed = Signal(object)  # Proposal | None
    remove_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("You and signature"), _("This is what your recipients see."), parent)
        self.display_name = QLineEdit()
        self.address = QLineEdit()
        self.address.setPlaceholderText(_("you@provider.example"))
        self.name = QLineEdit()
        self.signature = _signature_field()
        self.copy = Switch(_("Send &me a blind copy of every letter"))
        self.remove = Button(_("&Remove account…"), Kind.DANGER)
        self.practice = PracticeOffer()
        self._oauth = Note("")
        self._name_follows = True
        self._lay_out()
        self._connect()

    def load(self, account: Account, *, is_new: bool, is_first: bool) -> None:
        """Show an account; the practice provider is offered beside the very first."""
        self.start_afresh()
        fill(self.display_name, account.display_name)
        fill(self.address, account.address)
        fill(self.name, account.name)
        self.signature.setPlainText(account.signature)
        self.copy.setChecked(account.copy_to_self)
        self._name_follows = is_new
        self.remove.setVisible(not is_new)
        self.practice.setVisible(is_first)
        self._oauth.hide()

    def apply(self, account: Account) -> Account:
        """Return the account with what stands on this page."""
        return replace(
            account,
            display_name=self.display_name.text().strip(),
            address=self.address.text().strip(),
            name=self.name.text().strip(),
            signature=self.signature.toPlainText(),
            copy_to_self=self.copy.isChecked(),
        )

    def _address_edited(self) -> None:
        if self._name_follows:
            fill(self.name, self.address.text().strip())
        proposal = propose(self.address.text())
        self._say_oauth(proposal)
        self.proposed.emit(proposal)

    def _say_oauth(self, proposal: Proposal | None) -> None:
        only = proposal is not None and proposal.oauth_only
        self._oauth.setVisible(only)
        if proposal is not None and only:
            headline = _("{provider} lets programs in by OAuth only.").format(provider=proposal.provider)
            self._oauth.say(headline, _("Tegata does not support that yet. An address elsewhere will do."))

    def _lay_out(self) -> None:
        self.add_row(AccountField.DISPLAY_NAME, FieldRow(_("&Your name"), self.display_name))
        self.add_row(AccountField.ADDRESS, FieldRow(_("A&ddress"), self.address))
        self.column.addWidget(self._oauth)
        self.add_row(AccountField.NAME, FieldRow(_("Acc&ount"), self.name))
        self.add_row(AccountField.SIGNATURE, FieldRow(_("Si&gnature"), self.signature))
        self.add_row(AccountField.COPY_TO_SELF, FieldRow(_("Bcc"), self.copy))
        line_up(self.rows.values())
        self.copy.setAccessibleName(self.copy.text())  # it says more than the word beside it
        self.column.addSpacing(10)
        self.column.addWidget(self.practice)
        self.column.addStretch(1)
        self.column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self._oauth.hide()

    def _connect(self) -> None:
        on_writing(self.address, lambda _text: self._address_edited())
        on_writing(self.name, lambda _text: self._stop_following())
        self.signature.textChanged.connect(self.changed)
        self.remove.clicked.connect(self.remove_wanted)
        self.practice.pressed.connect(self.practice_wanted)

    def _stop_following(self) -> None:
        self._name_follows = False


def _signature_field() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setMinimumHeight(88)
    field.setMaximumHeight(140)
    return field
