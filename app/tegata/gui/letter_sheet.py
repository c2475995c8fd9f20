"""The letter as it is written: head, text and attachments, with what is wrong at its place."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QVBoxLayout, QWidget

from tegata.gui.attachment_strip import AttachmentStrip
from tegata.gui.compose_head import ComposeHead
from tegata.gui.composing import Composing
from tegata.gui.flaw_line import FlawLine
from tegata.gui.letter_body import LetterBody, local_files
from tegata.gui.note import Note
from tegata.gui.tokens import MARGIN
from tegata.gui.written import fill
from tegata.mail.draft import Draft
from tegata.mail.flaw import Field, Flaw
from tegata.words.flaws import sentence
from tegata.words.gettext import _

_LEAST_BODY = 120  # below it the attachments become one button
_DIMMED = 0.6
_BELOW_THE_HEAD = {Field.BODY, Field.ATTACHMENT}


class LetterSheet(QWidget):
    """Fields in, draft out. Files may be dropped anywhere on it."""

    changed = Signal()
    moved = Signal()  # the cursor, in one of the fields

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = ComposeHead()
        self.body = LetterBody()
        self.strip = AttachmentStrip()
        self.flaw_line = FlawLine()
        self.note = Note("", button=_("Send &without"))
        self.news = Note("").quiet()
        for note in (self.note, self.news):
            note.hide()
        self._deed: Callable[[], object] | None = None
        self._account = ""
        lines = (self.head.to.line, self.head.cc.line, self.head.bcc.line, self.head.subject)
        self._composing = Composing((*lines, self.body), self)
        self._in_reply_to: str | None = None
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def draft(self) -> Draft:
        """Return what is written, as typed."""
        return Draft(
            account=self._account,
            to=self.head.to.texts(),
            cc=self.head.cc.texts(),
            bcc=self.head.bcc.texts(),
            subject=self.head.subject.text(),
            body=self.body.toPlainText(),
            attachments=self.strip.attachments(),
            in_reply_to=self._in_reply_to,
        )

    def show_draft(self, draft: Draft) -> None:
        """Show this draft instead of what is there; nothing is signalled."""
        self._account = draft.account
        self._in_reply_to = draft.in_reply_to
        self.head.to.set_texts(draft.to)
        self.head.cc.set_texts(draft.cc)
        self.head.bcc.set_texts(draft.bcc)
        for field, texts in ((Field.CC, draft.cc), (Field.BCC, draft.bcc)):
            if texts:
                self.head.open_row(field)
        fill(self.head.subject, draft.subject)
        with QSignalBlocker(self.body):
            self.body.set_text(draft.body)
        self.strip.set_attachments(draft.attachments)
        self._order_tabs()
        self.say_flaws(())

    def show_attachments(self, draft: Draft) -> None:
        """Show this draft's attachments instead of those that are there; the text stays untouched."""
        self.strip.set_attachments(draft.attachments)
        self._order_tabs()

    def focused(self) -> QWidget | None:
        """Return the widget of the sheet that has the focus, if one has."""
        focused = self.window().focusWidget()
        return next((each for each in self.findChildren(QWidget) if each is focused), None)

    def is_blank(self) -> bool:
        """Whether nothing has been written yet."""
        draft = self.draft()
        written = (*draft.to, *draft.cc, *draft.bcc, draft.subject, draft.body, *draft.attachments)
        return not any(written)

    def finish_composing(self) -> bool:
        """Take in what an input method is still composing; return whether there was anything."""
        return self._composing.confirm()

    def set_account(self, name: str) -> None:
        """Say which account the letter is from."""
        self._account = name

    def say_flaws(self, flaws: Sequence[Flaw]) -> None:
        """Show each flaw where it belongs."""
        self.head.say_flaws(flaws)
        self.flaw_line.say([sentence(flaw) for flaw in flaws if flaw.field in _BELOW_THE_HEAD])
        if any(flaw.field in _BELOW_THE_HEAD for flaw in flaws):
            self.strip.look_again()

    def ask(
        self, headline: str, detail: str, button: str = "", deed: Callable[[], object] | None = None
    ) -> None:
        """Put a note under the letter; a button where one is named does `deed`."""
        self._deed = deed
        self.note.say(headline, detail, button)
        self.note.show()
        self._share_height()

    def tell(self, headline: str, detail: str) -> None:
        """Say under the letter, quietly, what needs no word from the user; it goes with the note."""
        self.news.say(headline, detail)
        self.news.show()
        self._share_height()

    def hush(self) -> None:
        """Take the note away."""
        self.note.hide()
        self.news.hide()
        self._share_height()

    def rest(self, resting: bool) -> None:  # noqa: FBT001 - as Qt's setDisabled
        """Be read-only and dimmed from Send to the end; what was typed stays exactly as it is."""
        self.setDisabled(resting)
        if not resting:
            self.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes null to remove it
            return
        effect = QGraphicsOpacityEffect(self)
        effect.setOpacity(_DIMMED)
        self.setGraphicsEffect(effect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.show_narrow(event.size().width())
        self._share_height()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := local_files(event.mimeData()):
            event.acceptProposedAction()
            self.attach(files)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files; what cannot be attached is said below."""
        self.flaw_line.say([])
        self.strip.attach(paths)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._foot.setSpacing(8)
        self._foot.addWidget(self.strip)
        self._foot.addWidget(self.flaw_line)
        self._foot.addWidget(self.note)
        self._foot.addWidget(self.news)
        column.addLayout(self._foot)
        self.body.setMinimumHeight(_LEAST_BODY)

    def _do_as_asked(self) -> None:
        if self._deed is not None:
            self._deed()

    def _connect(self) -> None:
        self.head.changed.connect(self.changed)
        self.body.textChanged.connect(self.changed)
        self.body.cursorPositionChanged.connect(self.moved)
        for line in (self.head.to.line, self.head.cc.line, self.head.bcc.line, self.head.subject):
            line.cursorPositionChanged.connect(self.moved)
        self.note.pressed.connect(self._do_as_asked)
        self.body.files_dropped.connect(self.attach)
        self.strip.changed.connect(self._strip_changed)
        self.strip.refused.connect(self._refuse)

    def _strip_changed(self) -> None:
        self.flaw_line.say([])
        self._order_tabs()
        self._share_height()
        self.changed.emit()

    def _order_tabs(self) -> None:
        """Let Tab reach the cards after the text, as they are read; Qt would put what is new last."""
        before: QWidget = self.body
        for card in self.strip.cards():
            QWidget.setTabOrder(before, card)
            before = card

    def _refuse(self, flaw: Flaw) -> None:
        said = self.flaw_line.text.splitlines()
        self.flaw_line.say([*said, sentence(flaw)])
        self._share_height()

    def _share_height(self) -> None:
        below = any(each.isVisibleTo(self) for each in (self.strip, self.flaw_line, self.note, self.news))
        self._foot.setContentsMargins(MARGIN, 8 if below else 0, MARGIN, 16 if below else 0)
        others = (self.flaw_line, self.note, self.news)
        below_strip = sum(each.sizeHint().height() + 8 for each in others if each.isVisibleTo(self))
        rest = self.height() - self.head.sizeHint().height() - self.strip.roomy_height() - 24 - below_strip
        self.strip.show_compact(bool(self.strip.attachments()) and rest < _LEAST_BODY)
