"""The page "Program and privacy": what holds for every account. Language and look, the greeting, the logs."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tegata.gui.account_field import FieldRow, line_up
from tegata.gui.account_page import AccountPage
from tegata.gui.buttons import Button
from tegata.gui.fields import Combo, Spin
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.switch import Switch
from tegata.profile import LONGEST_UNDO, Preferences
from tegata.words.gettext import _


class ProgramPage(AccountPage):
    """`logs` is the folder that the link opens."""

    def __init__(self, logs: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("Program and privacy"), _("These hold for every account."), parent)
        self._logs = logs
        self._loaded = Preferences()
        self.language = _choice(_("Language"), _languages())
        self.theme = _choice(_("Colours"), _themes())
        self.dates = _choice(_("Date of letters"), _date_zones())
        self.undo = _seconds(_("Undo"))
        self.refused = _choice(_("When some recipients are refused"), _after_some_refused())
        self.leaving = _choice(_("When letters still wait"), _on_leaving())
        self.kept = _choice(_("Sent letters"), _days_kept())
        self.notices = Switch(_("S&how notices on the desktop"))
        self.hello = QLineEdit()
        self.hello.setPlaceholderText(_("an address, which tells no name"))
        self.open_logs = Button(_("O&pen the folder of logs"))
        self._hello_row = FieldRow(_("Gr&eeting"), self.hello)
        self._restart = Words(
            _("Windows that are open keep their language until Tegata starts again."), Type.SMALL, Ink.SECOND
        ).wrapped()
        self._remarks = self._made_remarks()
        self._lay_out()
        self.notices.setAccessibleName(self.notices.text())  # it says more than the word beside it
        self.changed.connect(self._say_what_follows)
        self.open_logs.clicked.connect(self._open_logs)

    def load(self, preferences: Preferences) -> None:
        """Show the settings of the program."""
        self._loaded = preferences
        for combo, value in self._combos(preferences):
            _choose(combo, value)
        with QSignalBlocker(self.undo):  # it is not the user who changes it
            self.undo.setValue(preferences.undo_seconds)
        self.notices.setChecked(preferences.notices)
        self.hello.setText(preferences.hello_name or "")
        self._say_what_follows()

    def preferences(self) -> Preferences:
        """Return the settings as they stand on the page."""
        return replace(
            self._loaded,
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            date_zone=self.dates.currentData(),
            hello_name=self.hello.text().strip() or None,
            undo_seconds=self.undo.value(),
            some_refused=self.refused.currentData(),
            on_leaving=self.leaving.currentData(),
            sent_kept_days=self.kept.currentData(),
            notices=self.notices.isChecked(),
        )

    def is_sound(self) -> bool:
        """Whether the greeting can be said to a server; if not, the page says what is wrong with it."""
        sound = _is_host_name(self.hello.text().strip())
        flaws = () if sound else (_("A name is made of letters, digits, dots and hyphens."),)
        self._hello_row.say_flaws(flaws, all_asked_for=True)
        return sound

    def _say_what_follows(self) -> None:
        self._restart.setVisible(self.language.currentData() != self._loaded.language)

    def _combos(self, preferences: Preferences) -> tuple[tuple[Combo, str | int], ...]:
        return (
            (self.language, preferences.language),
            (self.theme, preferences.theme),
            (self.dates, preferences.date_zone),
            (self.refused, preferences.some_refused),
            (self.leaving, preferences.on_leaving),
            (self.kept, preferences.sent_kept_days),
        )

    def _made_remarks(self) -> dict[QWidget, QWidget]:
        sentences = {
            self.undo: _("So long a letter waits after Send, and can be undone."),
            self.refused: _("What becomes of a letter when a server takes only some of its recipients."),
            self.leaving: _("What Tegata does when its last window closes and letters have not left yet."),
            self.kept: _("Letters that are not sent are never deleted."),
            self.notices: _(
                "When a letter waits long or needs a word from you, and no window of Tegata is in front."
            ),
        }
        below: dict[QWidget, QWidget] = {self.language: self._restart}
        return below | {
            field: Words(said, Type.SMALL, Ink.SECOND).wrapped() for field, said in sentences.items()
        }

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs)))

    def _lay_out(self) -> None:
        rows = (
            FieldRow(_("&Language"), self.language),
            FieldRow(_("Colou&rs"), self.theme),
            FieldRow(_("&Undo"), self.undo),
            FieldRow(_("Re&fused"), self.refused),
            FieldRow(_("Closin&g"), self.leaving),
            FieldRow(_("Sen&t"), self.kept),
            FieldRow(_("Notices"), self.notices),
            FieldRow(_("&Date"), self.dates),
            self._hello_row,
        )
        line_up(rows)
        for row in rows:
            row.edited.connect(self.changed)
            self.column.addWidget(row)
            if row.field in self._remarks:
                self.column.addWidget(self._remarks[row.field])
        greeting = _(
            "How Tegata introduces this computer to the server (EHLO). Few servers insist on a name."
        )
        self.column.addWidget(Words(greeting, Type.SMALL, Ink.SECOND).wrapped())
        self.column.addSpacing(14)
        self.column.addWidget(Words(_("Logs"), Type.HEADING))
        self.column.addLayout(self._logs_line())
        self.column.addStretch(1)

    def _logs_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(16)
        sentence = _("What Tegata and the servers said to each other, without passwords and letters.")
        line.addWidget(Words(sentence, Type.SMALL, Ink.SECOND).wrapped(), 1)
        line.addWidget(self.open_logs)
        return line


def _is_host_name(text: str) -> bool:
    return not text or re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?", text) is not None


def _seconds(name: str) -> Spin:
    spin = Spin(name)
    spin.setRange(0, LONGEST_UNDO)
    spin.setSuffix(_(" s"))
    spin.setSpecialValueText(_("Off: letters leave at once"))
    return spin


def _choose(combo: Combo, value: str | int) -> None:
    """Choose the value; one that somebody has written into the file by hand is offered as it is."""
    if combo.findData(value) < 0:
        combo.addItem(str(value), value)
    combo.setCurrentIndex(combo.findData(value))


def _languages() -> dict[str, str]:
    return {"system": _("As the system"), "en": "English", "ja": "日本語"}


def _themes() -> dict[str, str]:
    return {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}


def _date_zones() -> dict[str, str]:
    return {"local": _("With your time zone"), "utc": _("In UTC, which tells no place")}


def _after_some_refused() -> dict[str, str]:
    return {"ask": _("Ask me"), "others": _("Send to the others"), "nobody": _("Send to nobody")}


def _on_leaving() -> dict[str, str]:
    stay = _("Keep sending in the background")
    return {"ask": _("Ask me"), "stay": stay, "quit": _("Send at next start")}


def _days_kept() -> dict[int, str]:
    return {
        7: _("Keep for a week"),
        30: _("Keep for 30 days"),
        365: _("Keep for a year"),
        0: _("Keep for ever"),
    }


def _choice(name: str, values: Mapping[str, str] | Mapping[int, str]) -> Combo:
    combo = Combo(name)
    for value, words in values.items():
        combo.addItem(words, value)
    return combo
