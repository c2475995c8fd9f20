"""Asks for one password, without stopping anything else: for whom, where it is kept, and why again."""

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from tegata.delivery.notices import Role
from tegata.gui.buttons import Button, Kind
from tegata.gui.check_box import Check
from tegata.gui.dialog_shape import shape
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.note import Note
from tegata.gui.tokens import DIALOG_MARGIN, GAP
from tegata.secret import Secret
from tegata.words.gettext import _

_WIDTH = 460


@dataclass(frozen=True, slots=True)
class PasswordWanted:
    """Whose password is asked for. `refused` is set when the last one did not pass."""

    user: str
    host: str
    which: Role
    refused: bool = False


class PasswordDialog(QDialog):
    """Open it with `open()` or await `answer.answer`; never with a loop of its own."""

    def __init__(self, wanted: PasswordWanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Password — Tegata"))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(_("Password"))
        self.keep = Check(_("Keep it in this computer’s key store"))
        self.keep.setChecked(True)
        self.use_button = Button(_("Use password"), Kind.PRIMARY)
        self.cancel_button = Button(_("Cancel"))
        self._lay_out(wanted)
        self.line.textChanged.connect(lambda text: self.use_button.setEnabled(bool(text)))
        self.use_button.setDefault(True)
        self.use_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.use_button.setEnabled(False)
        self.use_button.setToolTip(_("Type the password first"))
        self.line.setFocus()

    def password(self) -> Secret:
        """Return what was typed."""
        return Secret(self.line.text())

    def is_to_be_kept(self) -> bool:
        """Whether it should go into the key store."""
        return self.keep.isChecked()

    def _lay_out(self, wanted: PasswordWanted) -> None:
        page = QVBoxLayout()
        page.setContentsMargins(DIALOG_MARGIN, 24, DIALOG_MARGIN, 20)
        page.setSpacing(GAP)
        page.addWidget(Words(_headline(wanted), Type.HEADING).wrapped())
        page.addWidget(Words(_whose(wanted), Type.SMALL, Ink.SECOND).wrapped())
        if wanted.refused:
            page.addSpacing(4)
            note = Note(_("The last password did not pass."), _("Tegata does not try it again by itself."))
            page.addWidget(note)
        page.addSpacing(4)
        page.addWidget(self.line)
        page.addWidget(self.keep)
        where = _("Where there is no key store, Tegata forgets the password when you quit.")
        page.addWidget(Words(where, Type.SMALL, Ink.SECOND).wrapped())
        whole = shape(self, page, (self.cancel_button, self.use_button))
        self.setFixedSize(_WIDTH, whole.totalHeightForWidth(_WIDTH))


def _headline(wanted: PasswordWanted) -> str:
    if wanted.which is Role.POP:
        return _("Password for the mailbox")
    return _("Password for sending")


def _whose(wanted: PasswordWanted) -> str:
    return _("{user} at {host}").format(user=wanted.user, host=wanted.host)
