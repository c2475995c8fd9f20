"""The transcript of an attempt: every line that went over the wire, secrets left out at the source."""

import re
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from tegata.gui.buttons import Button
from tegata.gui.dialog_shape import shape
from tegata.gui.fields import Combo
from tegata.gui.fonts import Type, font
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import DIALOG_MARGIN, GROUP
from tegata.network.transcript import MAILBOX_MARK
from tegata.store.parcel import Attempt
from tegata.words.gettext import _
from tegata.words.times import moment


class TranscriptWindow(QDialog):
    """Shows the newest attempt first; earlier ones are in the box above. `now` is in the user's zone."""

    def __init__(
        self, subject: str, attempts: Sequence[Attempt], now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._attempts = list(reversed(attempts))
        self.setWindowTitle(_("Transcript") + " — Tegata")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 520)
        self.setMinimumSize(480, 320)
        self._text = _text_field()
        self.legend = Words("", Type.SMALL, Ink.SECOND)
        self._choice = Combo(_("Attempt")).unlabelled()
        for attempt in self._attempts:
            when = moment(attempt.began, now)
            self._choice.addItem(_("Attempt {n}, {when}").format(n=attempt.number, when=when))
        self._choice.currentIndexChanged.connect(self._show)
        self._lay_out(subject)
        self._choice.setVisible(len(attempts) > 1)
        self._show(0)

    def text(self) -> str:
        """Return the transcript in view."""
        return self._text.toPlainText()

    def _show(self, n: int) -> None:
        empty = _("Nothing has gone over the wire yet.")
        self._text.setPlainText(self._attempts[n].transcript if self._attempts else empty)
        self.legend.setText(_legend(self.text()))

    def _lay_out(self, subject: str) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(Words(subject, Type.TITLE).wrapped())
        self.legend.wrapped()
        head.addWidget(self.legend)
        page = QVBoxLayout()
        page.setContentsMargins(DIALOG_MARGIN, DIALOG_MARGIN - 4, DIALOG_MARGIN, GROUP)
        page.setSpacing(12)
        page.addLayout(head)
        page.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignLeft)
        page.addWidget(self._text, 1)
        shape(self, page, self._buttons())

    def _buttons(self) -> tuple[Button, Button]:
        copy = Button(_("C&opy"), icon="copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        close = Button(_("&Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        return copy, close


def _legend(transcript: str) -> str:
    """Explain the marks; the mailbox's lines have one of their own only where it was met meanwhile."""
    if re.search(rf"^ *[\d.]+ {MAILBOX_MARK} [CS-]", transcript, re.MULTILINE):
        legend = _(
            "C is Tegata, S the server. Lines with “{mark}” are the talk with your mailbox, held at the same"
            " time. Passwords are never written down."
        )
        return legend.format(mark=MAILBOX_MARK)
    return _("C is Tegata, S the server. Passwords are never written down.")


def _text_field() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setReadOnly(True)
    field.setFont(font(Type.MONO))
    field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    field.setTabChangesFocus(True)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    field.setAccessibleName(_("Transcript"))
    return field
