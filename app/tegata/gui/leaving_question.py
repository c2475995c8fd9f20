"""Asks when the last window closes and letters have not left: go on without it, or at the next start?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from PySide6.QtWidgets import QDialog, QWidget

from tegata.gui.buttons import Button, Kind
from tegata.gui.check_box import Check
from tegata.gui.outbox_question import lay_out
from tegata.store.departure import SendAt
from tegata.store.parcel import Parcel
from tegata.words.gettext import _
from tegata.words.outcomes import parcel_line
from tegata.words.tidings import not_left_yet

_WIDTH = 560


class LeavingQuestion(QDialog):
    """Accepted with a `choice`; Esc keeps the window. `parcels` are the letters that leave later."""

    def __init__(self, parcels: Sequence[Parcel], now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice: Literal["stay", "quit"] = "stay"
        self.stay = Button(_("&Keep sending in the background"), Kind.PRIMARY)
        self.next_start = Button(_("Send at &next start"))
        self.cancel = Button(_("&Cancel"))
        self.remember = Check(_("&Always do this. It can be changed in the settings."))
        for button in (self.next_start, self.cancel):
            button.setAutoDefault(False)
        self.stay.setDefault(True)
        self.stay.clicked.connect(self.accept)
        self.next_start.clicked.connect(self._quit)
        self.cancel.clicked.connect(self.reject)
        headline = not_left_yet(len(parcels))
        self.setWindowTitle(headline)
        self.setMinimumWidth(_WIDTH)
        buttons = (self.cancel, self.next_start, self.stay)
        lay_out(self, headline, _detail(parcels, now), buttons, self.remember)
        self.stay.setFocus()

    def _quit(self) -> None:
        self.choice = "quit"
        self.accept()


def next_to_leave(parcels: Sequence[Parcel], now: datetime) -> str:
    """Return when the next of them leaves, as a sentence."""
    line = parcel_line(min(parcels, key=lambda each: each.due or now), now).fact
    return line if len(parcels) == 1 else _("The next one: {line}").format(line=line)


def _detail(parcels: Sequence[Parcel], now: datetime) -> str:
    sentences = [
        next_to_leave(parcels, now),
        _("Tegata can stay in the background for that, or send when you start it again."),
    ]
    if any(isinstance(each.departure, SendAt) for each in parcels):
        sentences.append(_("If a set time has passed by more than an hour then, it asks first."))
    return "\n".join(sentences)
