"""The offer to send by SMTP AUTH: it is tried first, and only a press on "Switch" takes it."""

from PySide6.QtWidgets import QWidget

from tegata.accounts.account import Account, Server
from tegata.delivery.notices import AuthTrial, AuthWorks, Role
from tegata.delivery.verbs import Verbs
from tegata.gui.answer import answer, let_go
from tegata.gui.badge import Family
from tegata.gui.buttons import Button, Kind
from tegata.gui.outbox_login import ask_for_mailbox_password
from tegata.gui.trial_dialog import TrialDialog
from tegata.protocols.outcome import Declined, Objection
from tegata.secret import Secret
from tegata.words.auth_trial import tried, trying
from tegata.words.gettext import _


async def offer_auth(
    verbs: Verbs, account: Account, window: QWidget, passwords: dict[Role, Secret] | None = None
) -> Server | None:
    """Try SMTP AUTH in front of `window`; return the server to switch to, None where there is none.

    Where the password is missing it is asked for, once. Closing the dialog ends the trial.
    """
    from tegata.tasks import spawn

    offer = AuthOffer(account, window)
    trial = spawn(_try(verbs, account, offer, passwords), "try SMTP AUTH")
    try:
        return offer.found if await answer(offer) else None
    finally:
        trial.cancel()
        let_go(offer)


async def switch_by_offer(verbs: Verbs, account: Account, window: QWidget) -> bool:
    """Offer it, and switch where that is wanted; return whether it was. Raises OSError, nothing is saved."""
    found = await offer_auth(verbs, account, window)
    if found is not None:
        await verbs.switch_to_auth(account.name, found)
    return found is not None


async def _try(
    verbs: Verbs, account: Account, offer: "AuthOffer", passwords: dict[Role, Secret] | None
) -> None:
    trial = await verbs.try_auth(account, passwords=passwords)
    missing = isinstance(trial, Declined) and trial.objection is Objection.NO_PASSWORD
    if missing and await ask_for_mailbox_password(verbs, account.name, offer):
        trial = await verbs.try_auth(account)
    offer.show_trial(trial)


class AuthOffer(TrialDialog):
    """Accepted where the switch is wanted; `found` is then where to."""

    def __init__(self, account: Account, parent: QWidget | None = None) -> None:
        self.switch_button = Button(_("&Switch"), Kind.PRIMARY)
        self.close_button = Button(_("&Cancel"))
        super().__init__((self.close_button, self.switch_button), parent)
        self.found: Server | None = None
        self._account = account
        self.setWindowTitle(_("SMTP AUTH — Tegata"))
        self.switch_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.switch_button.hide()
        self.say(trying(account.submission.host), Family.ACCENT, "key-round")
        self.close_button.setFocus()

    def show_trial(self, trial: AuthTrial) -> None:
        """Show how it went; where it went well there is something to switch to."""
        words = tried(trial, self._account)
        if isinstance(trial, AuthWorks):
            self.found = trial.submission
            self.switch_button.show()
            self.switch_button.setDefault(True)
            self.switch_button.setFocus()
            self.close_button.setText(_("&Not now"))
            self.say(words, Family.GO, "check")
        else:
            self.close_button.setText(_("&Close"))
            self.say(words, Family.NEUTRAL, "circle-minus")
        self.close_button.updateGeometry()
        self.announce(words)
