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
    """Whose password is asked for. `refused` is set when the last one did not pass.

    `locked` is set where it may be in a keyring that has to be opened first.
    """

    user: str
    host: str
    which: Role
    refused: bool = False
    locked: bool = False


class PasswordDialog(QDialog):
    """Open it with `open()` or await `answer.answer`; never with a loop of its own."""

    def __init__(self, wanted: PasswordWanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Password — Tegata"))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(_("Password"))
        self.keep = Check(_("&Keep it in this computer’s key store"))
        self.keep.setChecked(True)
        self.use_button = Button(_("&Use password"), Kind.PRIMARY)
        self.cancel_button = Button(_("&Cancel"))
        self._opens_key_store = False
        self.note = self._note(wanted)
        self._lay_out(wanted)
        self.line.textChanged.connect(self._allow)
        self.use_button.setDefault(True)
        self.use_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._allow("")
        self.line.setFocus()

    def password(self) -> Secret:
        """Return what was typed."""
        return Secret(self.line.text())

    def is_to_be_kept(self) -> bool:
        """Whether it should go into the key store."""
        return self.keep.isChecked()

    def is_to_open_key_store(self) -> bool:
        """Whether the dialog was closed to open the key store instead."""
        return self._opens_key_store

    def _allow(self, typed: str) -> None:
        self.use_button.setEnabled(bool(typed))
        self.use_button.setToolTip("" if typed else _("Type the password first"))

    def _open_key_store(self) -> None:
        self._opens_key_store = True
        self.reject()

    def _lay_out(self, wanted: PasswordWanted) -> None:
        page = QVBoxLayout()
        page.setContentsMargins(DIALOG_MARGIN, 24, DIALOG_MARGIN, 20)
        page.setSpacing(GAP)
        page.addWidget(Words(_headline(wanted), Type.HEADING).wrapped())
        page.addWidget(Words(_whose(wanted), Type.SMALL, Ink.SECOND).wrapped())
        if self.note is not None:
            page.addSpacing(4)
            page.addWidget(self.note)
        page.addSpacing(4)
        page.addWidget(self.line)
        if wanted.locked:
            self.keep.setChecked(False)
        else:
            page.addWidget(self.keep)
        page.addWidget(Words(_how_long(wanted), Type.SMALL, Ink.SECOND).wrapped())
        whole = shape(self, page, (self.cancel_button, self.use_button))
        self.setFixedSize(_WIDTH, whole.totalHeightForWidth(_WIDTH))

    def _note(self, wanted: PasswordWanted) -> Note | None:
        if wanted.refused:
            return Note(_("The last password did not pass."), _("Tegata does not try it again by itself."))
        if not wanted.locked:
            return None
        words = _("The password may be in it: open it, or type the password here.")
        note = Note(_("The key store of this computer is locked."), words, _("&Open key store…"))
        note.pressed.connect(self._open_key_store)
        return note


def _headline(wanted: PasswordWanted) -> str:
    if wanted.which is Role.POP:
        return _("Password for the mailbox")
    return _("Password for sending")


def _whose(wanted: PasswordWanted) -> str:
    return _("{user} at {host}").format(user=wanted.user, host=wanted.host)


def _how_long(wanted: PasswordWanted) -> str:
    if wanted.locked:
        return _("A password typed here is forgotten when you quit.")
    return _("Where there is no key store, Tegata forgets the password when you quit.")
