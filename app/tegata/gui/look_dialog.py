"""A look in the mailbox for a letter that was perhaps delivered, and what may be done about it then."""

from PySide6.QtWidgets import QWidget

from tegata.accounts.account import Account
from tegata.delivery.notices import LookResult
from tegata.delivery.verbs import Verbs
from tegata.gui import outbox_deeds
from tegata.gui.answer import answer, let_go
from tegata.gui.badge import Family
from tegata.gui.buttons import Button, Kind
from tegata.gui.outbox_login import ask_for_mailbox_password
from tegata.gui.outbox_row import Deed
from tegata.gui.trial_dialog import TrialDialog
from tegata.protocols.outcome import Declined, Objection
from tegata.protocols.pop3_traces import Looked, Trace
from tegata.store.parcel import Parcel
from tegata.words.gettext import _
from tegata.words.looked import looked, looking


async def look_in_mailbox(verbs: Verbs, parcel: Parcel, account: Account, window: QWidget) -> Deed | None:
    """Look in front of `window`; return what is to be done with the letter, None to leave it as it stands.

    Where the password is missing it is asked for, once. Closing the dialog ends the look.
    """
    from tegata.tasks import spawn

    dialog = LookDialog(parcel, account, window)
    look = spawn(_look(verbs, parcel, dialog), "look in the mailbox")
    try:
        return dialog.chosen if await answer(dialog) else None
    finally:
        look.cancel()
        let_go(dialog)


async def _look(verbs: Verbs, parcel: Parcel, dialog: "LookDialog") -> None:
    found = await verbs.look_for(parcel.id)
    missing = isinstance(found, Declined) and found.objection is Objection.NO_PASSWORD
    if missing and await ask_for_mailbox_password(verbs, parcel.account, dialog):
        found = await verbs.look_for(parcel.id)
    dialog.show_found(found)


class LookDialog(TrialDialog):
    """Accepted with one of the deeds in `chosen`."""

    def __init__(self, parcel: Parcel, account: Account, parent: QWidget | None = None) -> None:
        self.arrived_button = Button(outbox_deeds.words(Deed.IT_ARRIVED))
        self.again_button = Button(outbox_deeds.words(Deed.SEND_AGAIN))
        self.close_button = Button(_("&Cancel"))
        super().__init__((self.again_button, self.close_button, self.arrived_button), parent)
        self.chosen: Deed | None = None
        self._parcel = parcel
        self._account = account
        self.setWindowTitle(_("Perhaps delivered — Tegata"))
        self.arrived_button.clicked.connect(lambda: self._choose(Deed.IT_ARRIVED))
        self.again_button.clicked.connect(lambda: self._choose(Deed.SEND_AGAIN))
        self.close_button.clicked.connect(self.reject)
        self.arrived_button.hide()
        self.again_button.hide()
        host = account.pop.host if account.pop is not None else account.submission.host
        self.say(looking(host), Family.ACCENT, "mails")
        self.close_button.setFocus()

    def show_found(self, found: LookResult) -> None:
        """Show what the mailbox shows. Only a trace proposes anything; else the user may know more."""
        words = looked(found, self._parcel, self._account)
        traces = found.traces if isinstance(found, Looked) else frozenset()
        self.close_button.setText(_("&Leave it open"))
        self.close_button.updateGeometry()
        self.arrived_button.show()
        if traces:
            self.arrived_button.set_kind(Kind.PRIMARY)
            self.arrived_button.setDefault(True)
            self.arrived_button.setFocus()
        else:
            self.again_button.show()
        self.say(words, *_sign(traces))
        self.announce(words)

    def _choose(self, deed: Deed) -> None:
        self.chosen = deed
        self.accept()


def _sign(traces: frozenset[Trace]) -> tuple[Family, str]:
    if not traces:
        return Family.NEUTRAL, "mail-question-mark"
    return (Family.WARN, "circle-alert") if Trace.RETURNED in traces else (Family.GO, "check")
