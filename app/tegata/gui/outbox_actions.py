"""Carries out what was pressed in the outbox or on an explanation card, and tells what came of it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tegata.accounts.account import Account
from tegata.delivery.notices import LoggedIn
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.outbox_row import Deed
from tegata.gui.outbox_watch import OutboxWatch
from tegata.relay.diagnosis import Remedy
from tegata.store.departure import SendAt
from tegata.store.parcel import Parcel
from tegata.words.causes import explain
from tegata.words.gettext import _
from tegata.words.settings import settings_not_saved

if TYPE_CHECKING:
    from tegata.gui.letter_files import LetterFiles
    from tegata.gui.refusal_card import RefusalCard
    from tegata.gui.transcript_window import TranscriptWindow

_EDITS = {Remedy.EDIT_LETTER, Remedy.EDIT_RECIPIENTS}
_REMEDY_OF = {
    Deed.LOG_IN_AND_TRY: Remedy.POP_LOGIN_AND_RETRY,
    Deed.ENTER_PASSWORD: Remedy.ENTER_PASSWORD,
    Deed.OPEN_SETTINGS: Remedy.OPEN_SETTINGS,
    Deed.SWITCH_TO_AUTH: Remedy.SWITCH_TO_AUTH,
}
_BY_VERB: dict[Deed, Callable[[Verbs, int], Awaitable[None]]] = {
    Deed.IT_ARRIVED: lambda verbs, parcel_id: verbs.it_arrived(parcel_id),
    Deed.SEND_AGAIN: lambda verbs, parcel_id: verbs.try_now(parcel_id),
    Deed.TRY_NOW: lambda verbs, parcel_id: verbs.try_now(parcel_id),
    Deed.SEND_NOW: lambda verbs, parcel_id: verbs.try_now(parcel_id),
    Deed.SEND_AFTER_ALL: lambda verbs, parcel_id: verbs.try_now(parcel_id),
    Deed.SEND_TO_OTHERS: lambda verbs, parcel_id: verbs.try_now(parcel_id),
}
_SETTINGS = {Remedy.USE_PORT_587, Remedy.OPEN_SETTINGS}


class OutboxActions(QObject):
    """Between the list and the verbs. Whatever opens another window leaves as a signal to the desk.

    What it opens by itself is loaded when it is wanted: the outbox opens without it.
    """

    edit_letter = Signal(int, object)  # draft id, Draft
    settings_wanted = Signal(str)  # account
    password_wanted = Signal(str)  # account
    said = Signal(str)  # a sentence for the footer
    login_failed = Signal(object)  # LoginResult
    why_wanted = Signal(str)  # account
    logged_in_for = Signal(int)  # parcel, after a POP login that was made for it by hand

    def __init__(self, verbs: Verbs, watch: OutboxWatch, window: QWidget) -> None:
        super().__init__(window)
        self._verbs = verbs
        self._watch = watch
        self._window = window
        self._files_made: LetterFiles | None = None
        self._ways: dict[Deed, Callable[[Parcel], Awaitable[object]]] = {
            Deed.LOOK: self._look,
            Deed.WHY: self._explain,
            Deed.TRANSCRIPT: self.show_transcript,
            Deed.CORRECT_ADDRESS: self._edit,
            Deed.EDIT: self._edit,
            Deed.UNDO: self._edit,
            Deed.CHANGE_TIME: self._change_time,
            Deed.CANCEL: self._cancel,
            Deed.HOLD: self._cancel,
            Deed.WITHDRAW: self._withdraw,
            Deed.USE_AGAIN: self._use_again,
            Deed.SAVE_AS: self._save_as,
            Deed.HAND_OVER: self._hand_over,
        }

    def do(self, deed: Deed, parcel_id: int) -> None:
        """Begin what a button of a row says."""
        calls.start(self._do(deed, parcel_id), f"outbox: {deed}")

    async def carry_out(self, deed: Deed, parcel: Parcel) -> None:
        """Do what a button of a row says."""
        if deed in _REMEDY_OF:
            await self.remedy(_REMEDY_OF[deed], parcel)
        elif deed in _BY_VERB:
            await _BY_VERB[deed](self._verbs, parcel.id)
        else:
            await self._ways[deed](parcel)

    async def _do(self, deed: Deed, parcel_id: int) -> None:
        parcel = await self._verbs.parcel(parcel_id)
        if parcel is not None:
            await self.carry_out(deed, parcel)

    async def remedy(self, remedy: Remedy, parcel: Parcel) -> None:
        """Do what a button of the explanation card says."""
        if remedy is Remedy.POP_LOGIN_AND_RETRY:
            await self._log_in_and_retry(parcel)
        elif remedy is Remedy.LOOK_IN_MAILBOX:
            await self._look(parcel)
        elif remedy is Remedy.SWITCH_TO_AUTH:
            await self._switch_to_auth(parcel)
        elif remedy in _EDITS:
            await self._edit(parcel)
        elif remedy in _SETTINGS:
            self.settings_wanted.emit(parcel.account)
        elif remedy is Remedy.ENTER_PASSWORD:
            self.password_wanted.emit(parcel.account)
        elif remedy is Remedy.LOG_IN_ANYWAY:
            await self._verbs.forget_learned(parcel.account)
            await self._verbs.try_now(parcel.id)
        elif remedy is Remedy.TRY_NOW:
            await self._verbs.try_now(parcel.id)

    def explain(self, parcel: Parcel) -> "RefusalCard | None":
        """Open the explanation card, where there is something to explain."""
        from tegata.gui.refusal_card import RefusalCard

        diagnosis = self._verbs.diagnose(parcel)
        if diagnosis is None:
            return None
        card = RefusalCard(parcel, diagnosis, explain(diagnosis), self._watch.now(), self._window)
        card.chosen.connect(lambda remedy: calls.start(self.remedy(remedy, parcel), f"outbox: {remedy}"))
        card.edit.connect(lambda: calls.start(self._edit(parcel), "outbox: edit"))
        card.why.connect(lambda: self.why_wanted.emit(parcel.account))
        card.transcript.connect(lambda: calls.start(self.show_transcript(parcel, card), "outbox: transcript"))
        card.open()
        return card

    async def show_transcript(self, parcel: Parcel, over: QWidget | None = None) -> "TranscriptWindow":
        """Open the transcripts of a parcel's attempts, over a card that keeps the keys from all below it."""
        from tegata.gui.transcript_window import TranscriptWindow

        attempts = await self._verbs.attempts(parcel.id)
        shown = TranscriptWindow(parcel.subject, attempts, self._watch.now(), over or self._window)
        shown.show()
        return shown

    async def _cancel(self, parcel: Parcel) -> None:
        if not await self._verbs.cancel(parcel.id):
            self.said.emit(_("The last dot has left: the letter cannot be kept back any more."))

    async def _edit(self, parcel: Parcel) -> None:
        again = await self._verbs.edit_again(parcel.id)
        if again is None:
            self.said.emit(_("Too late to edit: the letter is on its way."))
            return
        self.edit_letter.emit(*again)

    async def _change_time(self, parcel: Parcel) -> None:
        from tegata.gui.later_dialog import ask_when

        before = parcel.departure if isinstance(parcel.departure, SendAt) else None
        at = await ask_when(self._window, self._watch.now(), before)
        if at is not None and not await self._verbs.send_later(parcel.id, at):
            self.said.emit(_("Too late for another time: the letter is on its way."))

    async def _use_again(self, parcel: Parcel) -> None:
        try:
            again = await self._verbs.use_again(parcel.id)
        except OSError as error:
            self.said.emit(_("The letter could not be read: {reason}").format(reason=error))
            return
        if again is not None:
            self.edit_letter.emit(*again)

    async def _explain(self, parcel: Parcel) -> None:
        self.explain(parcel)

    async def _save_as(self, parcel: Parcel) -> None:
        self._say(await self._files().save_as(parcel))

    async def _hand_over(self, parcel: Parcel) -> None:
        self._say(await self._files().hand_over(parcel))

    def _files(self) -> "LetterFiles":
        from tegata.gui.letter_files import LetterFiles

        self._files_made = self._files_made or LetterFiles(self._verbs, self._window)
        return self._files_made

    def _say(self, words: str | None) -> None:
        if words:
            self.said.emit(words)

    async def _withdraw(self, parcel: Parcel) -> None:
        from tegata.gui.outbox_question import Question, ask

        question = Question(
            _("Withdraw “{subject}”?").format(subject=parcel.subject or _("(no subject)")),
            _("It will not be sent, and it leaves the outbox for good."),
            (_("With&draw"), _("&Leave in outbox")),
            self._window,
        )
        if await ask(question) and not await self._verbs.withdraw(parcel.id):
            self.said.emit(_("Too late to withdraw: the letter is on its way."))

    async def _look(self, parcel: Parcel) -> None:
        """Look in the mailbox; what is to be done then is the user's choice."""
        from tegata.gui.look_dialog import look_in_mailbox

        account = self._account_of(parcel)
        if account is None:
            self.said.emit(_("The letter’s account is gone: Tegata cannot look."))
            return
        deed = await look_in_mailbox(self._verbs, parcel, account, self._window)
        if deed is not None:
            await self.carry_out(deed, parcel)

    def _account_of(self, parcel: Parcel) -> Account | None:
        return next((each for each in self._verbs.accounts() if each.name == parcel.account), None)

    async def _switch_to_auth(self, parcel: Parcel) -> None:
        """Try SMTP AUTH; where it works and is wanted, the letter leaves by it."""
        from tegata.gui.auth_offer import switch_by_offer

        account = self._account_of(parcel)
        try:
            switched = account is not None and await switch_by_offer(self._verbs, account, self._window)
        except OSError as error:
            self.said.emit(settings_not_saved(error))
            return
        if switched:
            await self._verbs.try_now(parcel.id)

    async def _log_in_and_retry(self, parcel: Parcel) -> None:
        from tegata.gui.outbox_login import log_in_by_hand

        result = await log_in_by_hand(self._verbs, parcel.account, self._window)
        if isinstance(result, LoggedIn):
            self.logged_in_for.emit(parcel.id)
            await self._verbs.try_now(parcel.id)
        else:
            self.login_failed.emit(result)
