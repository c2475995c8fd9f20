"""What Send does to the compose window: the sheet rests, the footer tells, and the end is always clear."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from tegata.delivery.notices import Change
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.announce import Urgency, announce
from tegata.gui.draft_keeper import DraftKeeper
from tegata.gui.focus import FocusByKey
from tegata.gui.footer import Footer
from tegata.gui.footer_moments import FooterDeed, Moment, Tone
from tegata.gui.front_desk import FrontDesk
from tegata.gui.letter_place import go_to, place_in
from tegata.gui.letter_sheet import LetterSheet
from tegata.gui.pass_corner import switched
from tegata.gui.send_flow import SendFlow
from tegata.mail.draft import Draft, Place
from tegata.mail.flaw import Flaw
from tegata.store.departure import SendAt
from tegata.store.parcel import Parcel
from tegata.words.gettext import _

_UNDO_KEYS = ("Ctrl+Z", "Escape")
_LINGER = 4000  # milliseconds an accepted letter's window stays, unless touched
_TOUCHES = {QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}


class ComposeSending(QObject):
    """Plays one letter's delivery on the sheet and the footer of its window."""

    taken_back = Signal(object, int)  # Draft, its id: write on it again
    finished = Signal()  # the window may close
    lingered = Signal()  # an accepted letter has been looked at long enough, or its offer taken

    def __init__(self, verbs: Verbs, desk: FrontDesk, sheet: LetterSheet, footer: Footer) -> None:
        super().__init__(sheet)
        self._verbs = verbs
        self._desk = desk
        self._sheet = sheet
        self._footer = footer
        self._subject_asked = False
        self._leaves: timedelta | SendAt = timedelta(0)
        self._wrote_in: QWidget | None = None  # the field that had the focus last
        self._by_key = True  # whether Send was pressed with the keyboard: then the focus is shown
        self.keeper = DraftKeeper(verbs, self._draft, self._place, self)
        self.flow = SendFlow(verbs, self)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(_LINGER)
        self._linger.timeout.connect(self.lingered)
        self.flow.moment.connect(self._show)
        self.flow.flawed.connect(self._show_flaws)
        self.flow.refused.connect(self._refused)
        self.flow.gone.connect(self.finished)
        QApplication.instance().focusChanged.connect(self._note_focus)  # type: ignore[union-attr]
        self._undo_keys = [QShortcut(QKeySequence(keys), footer) for keys in _UNDO_KEYS]
        for shortcut in self._undo_keys:
            shortcut.activated.connect(self.undo)
        footer.deed.connect(self._do)
        sheet.moved.connect(self.keeper.move)

    @property
    def is_on_its_way(self) -> bool:
        """Whether the letter is in the outbox: from then on there is no draft to keep."""
        return self.flow.parcel_id is not None

    def begin(self, draft_id: int | None) -> None:
        """Start afresh with the draft that the sheet shows."""
        self._subject_asked = False
        self._wrote_in = None
        self.flow.let_go()
        self.keeper.begin(self._sheet.draft(), draft_id)
        self._go_back_to_writing()

    def hear(self, change: Change) -> None:
        """Follow what is heard of this letter."""
        self.flow.hear(change)

    def go(self) -> None:
        """Send the letter, or at once one that could still be undone."""
        if not self._footer.is_writing() and FooterDeed.SEND_NOW in self._footer.page.buttons():
            calls.start(self.flow.try_now(), "send now")
        else:
            self.send()

    def undo(self) -> None:
        """Take back a letter that has not left: everything is as it was before Send."""
        calls.start(self._undo(), "undo")

    def send(self) -> None:
        """Send the letter, after asking once about an empty subject."""
        self._send_off(self._desk.undo_span())

    def send_later(self, at: SendAt) -> None:
        """Send the letter at that time, after asking the same."""
        self._send_off(at)

    def _send_off(self, leaves: timedelta | SendAt) -> None:
        if not self._footer.is_writing() or not self._sheet.isEnabled():
            return
        if self._sheet.finish_composing():
            return  # the keys confirmed that, as Return does
        self._leaves = leaves
        self._sheet.head.settle()
        draft = self._sheet.draft()
        if not draft.subject.strip() and draft.to and not self._subject_asked:
            self._ask_about_subject()
            return
        self._sheet.hush()
        self._sheet.say_flaws(())
        self._by_key = _outline_is_shown()
        self._wrote_in = self._writes_in()
        self._sheet.window().setFocus()  # or Qt would look for the next widget once the sheet is disabled
        self._sheet.rest(True)  # noqa: FBT003 - as Qt's setter
        calls.start(self._send(draft), "send")

    async def keep(self) -> bool:
        """Keep the draft, unless it has become a letter. False where it could not be kept."""
        return await self.keeper.keep()

    async def close(self) -> bool:
        """As `keep`, for a window that closes."""
        return await self.keeper.close()

    def go_to(self, place: Place) -> None:
        """Write on there."""
        go_to(self._sheet, place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._stay()
        return super().eventFilter(watched, event)

    def _send_after_all(self) -> None:
        """Send it as it was to be sent when something came in between."""
        self._send_off(self._leaves)

    async def _send(self, draft: Draft) -> None:
        async with self.keeper.resting():
            await self.flow.send(draft, self.keeper.draft_id, self._leaves)

    async def _undo(self) -> None:
        taken = await self.flow.take_back()
        if taken is None:
            return
        draft_id, draft = taken
        wrote_in = self._writes_in()  # before Qt looks for another as the button goes
        if draft != self._sheet.draft():  # an attachment has changed on the disk: the letter's own is kept
            self._sheet.show_attachments(draft)
        self.keeper.begin(self._sheet.draft(), draft_id)
        self._go_back_to_writing()
        wrote_in.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._sheet, _("Undone. The letter is a draft again."))

    def _ask_about_subject(self) -> None:
        self._subject_asked = True
        question = _("Send it without a subject?")
        detail = _("Many people and filters pass over letters that have none.")
        self._sheet.ask(question, detail, _("Send &without"), self._send_after_all)
        self._sheet.head.subject.setFocus()
        announce(self._sheet, question)

    def _show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        self._go_back_to_writing()
        self._sheet.say_flaws(flaws)

    def _show(self, moment: Moment) -> None:
        self._sheet.rest(self.is_on_its_way)
        self._footer.show_moment(moment)
        self._let_undo(FooterDeed.UNDO in moment.deeds)
        if self._footer.page.has_lost_focus():
            reason = Qt.FocusReason.TabFocusReason if self._by_key else Qt.FocusReason.MouseFocusReason
            self._footer.page.take_focus(reason)
        if moment.spoken:
            loud = moment.tone in {Tone.DANGER, Tone.WARN}
            announce(self._footer, moment.spoken, Urgency.ASSERTIVE if loud else Urgency.POLITE)
        if moment.closes_itself:
            self._stay_if_touched()

    def _stay_if_touched(self) -> None:
        if (handle := self._sheet.window().windowHandle()) is not None:
            handle.installEventFilter(self)  # what is pressed comes there first
        self._linger.start()

    def _stay(self) -> None:
        self._linger.stop()
        if (handle := self._sheet.window().windowHandle()) is not None:
            handle.removeEventFilter(self)

    def _refused(self, parcel: Parcel) -> None:
        if self._sheet.isVisible():
            self._desk.explain(parcel)

    def _go_back_to_writing(self) -> None:
        self._stay()
        self._let_undo(False)  # noqa: FBT003 - as Qt's setter
        self._sheet.rest(False)  # noqa: FBT003 - as Qt's setter
        self._footer.show_writing()

    def _note_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._sheet.isAncestorOf(now):
            self._wrote_in = now
            self.keeper.move()

    def _writes_in(self) -> QWidget:
        """Return what of the letter has the focus or had it last, else its text."""
        return self._sheet.focused() or self._wrote_in or self._sheet.body

    def _draft(self) -> Draft | None:
        return None if self.is_on_its_way else self._sheet.draft()

    def _place(self) -> Place:
        return place_in(self._sheet, self._writes_in())

    def _let_undo(self, possible: bool) -> None:  # noqa: FBT001 - as Qt's setter
        """Give Ctrl+Z and Esc to the letter while it can be undone; else they are the fields' own."""
        for shortcut in self._undo_keys:
            shortcut.setEnabled(possible)

    def _do(self, deed: FooterDeed) -> None:
        deeds: dict[FooterDeed, Callable[[], object]] = {
            FooterDeed.CANCEL: lambda: calls.start(self.flow.cancel(), "cancel"),
            FooterDeed.CLOSE: self.finished.emit,
            FooterDeed.SHOW_IN_OUTBOX: lambda: self._desk.open_outbox(self.flow.parcel_id),
            FooterDeed.NEW_LETTER: self._write_another,
            FooterDeed.TRY_AGAIN: self._try_again,
            FooterDeed.TRY_NOW: lambda: calls.start(self.flow.try_now(), "try now"),
            FooterDeed.SEND_NOW: self.go,
            FooterDeed.UNDO: self.undo,
            FooterDeed.SEND_TO_OTHERS: lambda: calls.start(self.flow.try_now(), "send to the others"),
            FooterDeed.WHY: lambda: calls.start(self._explain(), "explain"),
            FooterDeed.EDIT: lambda: calls.start(self._take_back(), "edit again"),
            FooterDeed.SWITCH_ON: self._switch_on,
            FooterDeed.ENTER_PASSWORD: lambda: self._desk.ask_password(self._sheet.draft().account),
        }
        deeds[deed]()

    def _write_another(self) -> None:
        self._desk.open_compose()
        self.finished.emit()

    def _try_again(self) -> None:
        self._footer.show_writing()
        self._send_after_all()

    def _switch_on(self) -> None:
        if (account := self.flow.account()) is not None:
            calls.start(self._verbs.save_account(switched(account, on=True)), "switch on POP before send")
        self.lingered.emit()

    async def _explain(self) -> None:
        number = self.flow.parcel_id
        parcel = await self._verbs.parcel(number) if number is not None else None
        if parcel is not None:
            self._desk.explain(parcel)

    async def _take_back(self) -> None:
        taken = await self.flow.take_back()
        if taken is not None:
            draft_id, draft = taken
            self.taken_back.emit(draft, draft_id)


def _outline_is_shown() -> bool:
    """Whether the focus outline is to be seen now: a text field has it by right, a button by key."""
    focused = QApplication.focusWidget()
    return focused.focus_shown if isinstance(focused, FocusByKey) else True
