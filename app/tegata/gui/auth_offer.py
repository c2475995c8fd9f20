"""The offer to send by SMTP AUTH: it is tried first, and only a press on "Switch" takes it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tegata.accounts.account import Account, Server
from tegata.delivery.notices import AuthTrial, AuthWorks, Role
from tegata.delivery.verbs import Verbs
from tegata.gui.announce import announce
from tegata.gui.answer import answer
from tegata.gui.badge import Badge, Family
from tegata.gui.buttons import Button, Kind
from tegata.gui.fonts import Type
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.outbox_login import ask_for_mailbox_password
from tegata.gui.tokens import DIALOG_MARGIN, GAP
from tegata.gui.transcript_quote import Quote
from tegata.protocols.outcome import Declined, Objection
from tegata.secret import Secret
from tegata.words.auth_trial import Tried, tried, trying
from tegata.words.gettext import _

_WIDTH = 520
_BADGE = 40


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
        offer.deleteLater()


async def _try(
    verbs: Verbs, account: Account, offer: "AuthOffer", passwords: dict[Role, Secret] | None
) -> None:
    trial = await verbs.try_auth(account, passwords=passwords)
    missing = isinstance(trial, Declined) and trial.objection is Objection.NO_PASSWORD
    if missing and await ask_for_mailbox_password(verbs, account.name, offer):
        trial = await verbs.try_auth(account)
    offer.show_trial(trial)


class AuthOffer(QDialog):
    """Accepted where the switch is wanted; `found` is then where to."""

    def __init__(self, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Server | None = None
        self._account = account
        self.setWindowTitle(_("SMTP AUTH — Tegata"))
        self._headline = Words("", Type.TITLE).wrapped()
        self._detail = Words("", Type.BASE, Ink.SECOND).wrapped()
        self._whose = Words(_("What the server said"), Type.SMALL, Ink.SECOND).heavy()
        self._quote = Quote("")
        self._badge_place = QVBoxLayout()
        self.switch_button = Button(_("Switch"), Kind.PRIMARY)
        self.close_button = Button(_("Cancel"))
        self.switch_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.switch_button.hide()
        self._whole = QVBoxLayout(self)
        self._lay_out()
        self._say(trying(account.submission.host), Family.ACCENT, "key-round")
        self.close_button.setFocus()

    def show_trial(self, trial: AuthTrial) -> None:
        """Show how it went; where it went well there is something to switch to."""
        words = tried(trial, self._account)
        if isinstance(trial, AuthWorks):
            self.found = trial.submission
            self.switch_button.show()
            self.switch_button.setDefault(True)
            self.switch_button.setFocus()
            self.close_button.setText(_("Not now"))
            self._say(words, Family.GO, "check")
        else:
            self.close_button.setText(_("Close"))
            self._say(words, Family.NEUTRAL, "circle-minus")
        self.close_button.updateGeometry()
        announce(self, f"{words.headline}. {words.detail}")

    def _say(self, words: Tried, family: Family, icon: str) -> None:
        while (item := self._badge_place.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.deleteLater()
        self._badge_place.addWidget(Badge(family, icon, _BADGE))
        self._badge_place.addStretch(1)
        self._headline.setText(words.headline)
        self._detail.setText(words.detail)
        self._quote.say(words.server_words)
        for part in (self._whose, self._quote):
            part.setVisible(bool(words.server_words))
        self._whole.activate()
        self.setFixedSize(_WIDTH, self._whole.totalHeightForWidth(_WIDTH))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._headline)
        words.addWidget(self._detail)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(self._badge_place)
        head.addLayout(words, 1)
        page = QVBoxLayout()
        page.setContentsMargins(DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN)
        page.setSpacing(GAP)
        page.addLayout(head)
        page.addWidget(self._whose)
        page.addWidget(self._quote)
        footer = QWidget()
        footer.setProperty("ground", "chrome")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(footer)
        row.setContentsMargins(DIALOG_MARGIN, 12, DIALOG_MARGIN, 12)
        row.setSpacing(GAP)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.switch_button)
        self.close_button.setAutoDefault(False)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(page, 1)
        self._whole.addWidget(Hairline())
        self._whole.addWidget(footer)
