"""The explanation card: what is true, what most likely happened, one button; the server's words below."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from tegata.gui.badge import Badge
from tegata.gui.buttons import Button, Kind
from tegata.gui.dialog_shape import shape
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.refusal_box import LikelyBox, SecondBox
from tegata.gui.refusal_looks import is_about_relaying, look
from tegata.gui.tokens import DIALOG_MARGIN, GAP
from tegata.gui.transcript_quote import Quote
from tegata.relay.diagnosis import Cause, Diagnosis, Remedy
from tegata.store.parcel import Parcel, ParcelState
from tegata.words.causes import Explained, whose_words
from tegata.words.gettext import _
from tegata.words.times import moment

_WIDTH = 660
_SECONDS_REMEDIES = (Remedy.SWITCH_TO_AUTH, Remedy.USE_PORT_587, Remedy.OPEN_SETTINGS)
_IN_THE_FOOTER = (Remedy.EDIT_LETTER, Remedy.ASK_PROVIDER, Remedy.WAIT)
_EDITABLE = (ParcelState.HELD, ParcelState.WAITING, ParcelState.FAILED)


class RefusalCard(QDialog):
    """One shape for every cause. It closes when a remedy of ours was chosen; Esc leaves the letter alone."""

    chosen = Signal(Remedy)
    edit = Signal()
    transcript = Signal()
    why = Signal()

    def __init__(
        self,
        parcel: Parcel,
        diagnosis: Diagnosis,
        explained: Explained,
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parcel = parcel
        self._explained = explained
        self._diagnosis = diagnosis
        self._leave = Button(_("&Leave in outbox"))
        uncertain = diagnosis.cause is Cause.PERHAPS_DELIVERED
        title = _("Perhaps delivered") if uncertain else _("Not sent")
        self.setWindowTitle(f"{title} — Tegata")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        whole = shape(self, self._page(parcel, now), self._buttons(parcel), self._copy_button())
        # The layout's own minimum is that of its narrowest width, far higher than what this width needs.
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.resize(_WIDTH, whole.totalHeightForWidth(_WIDTH))
        if not explained.buttons:
            self._leave.setDefault(True)
            self._leave.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as this width needs."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _page(self, parcel: Parcel, now: datetime) -> QVBoxLayout:
        page = QVBoxLayout()
        page.setContentsMargins(DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN)
        page.setSpacing(12)
        page.addLayout(self._head(parcel, now))
        page.addSpacing(8)
        page.addWidget(self._likely())
        if self._explained.second and not self._explained.certain:
            page.addWidget(self._second(self._explained.second))
        if self._diagnosis.reply:
            page.addSpacing(8)
            page.addLayout(self._quote())
        page.addStretch(1)
        return page

    def _head(self, parcel: Parcel, now: datetime) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(self._explained.headline, Type.TITLE).wrapped())
        words.addWidget(Words(self._where(parcel, now), Type.SMALL, Ink.SECOND).wrapped())
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Badge(*look(self._diagnosis.cause)), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _where(self, parcel: Parcel, now: datetime) -> str:
        addresses = self._diagnosis.addresses or tuple(each.address for each in parcel.recipients)
        return _("To {addresses}, {time}. The letter is safe in the outbox.").format(
            addresses=_(", ").join(addresses), time=moment(parcel.changed_at, now)
        )

    def _likely(self) -> LikelyBox:
        about_relaying = is_about_relaying(self._diagnosis.cause)
        box = LikelyBox(self._explained, self._beside_the_first(), asks_why=about_relaying)
        box.chosen.connect(self._choose)
        box.why.connect(self.why)
        return box

    def _beside_the_first(self) -> tuple[tuple[Remedy, str], ...]:
        taken = {*_IN_THE_FOOTER, self._remedy_of_the_second()}
        rest = self._explained.buttons[1:]
        return tuple((remedy, words) for remedy, words in rest if remedy not in taken)

    def _remedy_of_the_second(self) -> Remedy | None:
        if not self._explained.second or self._explained.certain:
            return None
        offered = [remedy for remedy, _words in self._explained.buttons[1:]]
        return next((remedy for remedy in _SECONDS_REMEDIES if remedy in offered), None)

    def _second(self, statement: str) -> SecondBox:
        remedy = self._remedy_of_the_second()
        box = SecondBox(statement, dict(self._explained.buttons).get(remedy, "") if remedy else "")
        box.pressed.connect(lambda: self._choose(remedy))
        return box

    def _quote(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.addWidget(Words(whose_words(self._diagnosis), Type.SMALL, Ink.SECOND).heavy(), 1)
        show = Button(_("Show transcr&ipt"), Kind.QUIET)
        show.setAutoDefault(False)
        show.clicked.connect(self.transcript)
        line.addWidget(show)
        line.addSpacing(-GAP)  # its words end on the margin
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(Quote(self._diagnosis.reply))
        return column

    def _buttons(self, parcel: Parcel) -> list[Button]:
        self._leave.clicked.connect(self.reject)
        buttons = [self._leave]
        if parcel.state in _EDITABLE and self._first() is not Remedy.EDIT_LETTER:
            edit = Button(_("&Edit letter"))
            edit.clicked.connect(self.edit)
            edit.clicked.connect(self.accept)
            buttons.insert(0, edit)
        for button in buttons:
            button.setAutoDefault(False)
        return buttons

    def _copy_button(self) -> Button | None:
        if self._first() is Remedy.ASK_PROVIDER:
            return None
        copy = Button(_("Copy for the &help desk"), Kind.QUIET)
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        return copy

    def _first(self) -> Remedy | None:
        """Return what the filled button does: it is offered once."""
        return next((remedy for remedy, _words in self._explained.buttons), None)

    def for_the_help_desk(self) -> str:
        """Return what a provider's help desk wants to know, as plain text."""
        parcel = self._parcel
        facts = (
            self._explained.headline,
            self._explained.statement,
            _("From: {address}").format(address=parcel.sender),
            _("To: {addresses}").format(addresses=", ".join(each.address for each in parcel.recipients)),
            _("When: {time}").format(time=parcel.changed_at.isoformat(timespec="seconds")),
            _("Message-ID: {id}").format(id=parcel.message_id),
            whose_words(self._diagnosis),
            self._diagnosis.reply,
        )
        return "\n".join(facts)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.for_the_help_desk())

    def _choose(self, remedy: Remedy | None) -> None:
        if remedy is Remedy.ASK_PROVIDER:  # who asks reads on here
            self._copy()
            return
        self.accept()
        if remedy is not None and remedy is not Remedy.WAIT:
            self.chosen.emit(remedy)
