"""The report for the provider's help desk: copied or saved, in the help desk's language."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.buttons import Button
from tegata.gui.fields import Combo
from tegata.gui.file_dialog import file_dialog
from tegata.gui.fonts import Type
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import GAP
from tegata.store.text_file import write_text_file
from tegata.words.check_report import FILE_NAME, Checked, not_saved, report, saved
from tegata.words.gettext import _, language

_LANGUAGES = {"en": "English", "ja": "日本語"}
"""Each in its own words, as everywhere."""


class ReportCorner(QWidget):
    """Hidden until there is something to report. `said` is a sentence about what became of the report."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checked: Checked | None = None
        self.language = Combo(_("Language of the report")).unlabelled()
        for code, name in _LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(language()))
        self.copy_button = Button(_("&Copy report"), icon="copy")
        self.save_button = Button(_("Sa&ve report…"))
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._choose_file)
        self._lay_out()
        self.hide()

    def offer(self, checked: Checked) -> None:
        """Offer the report of a check that has ended."""
        self._checked = checked
        self.show()

    def withdraw(self) -> None:
        """Offer none while another check runs."""
        self._checked = None
        self.hide()

    def save(self, path: Path) -> None:
        """Write the report into this file."""
        trouble = write_text_file(path, self._text())
        self.said.emit(saved(path.name) if trouble is None else not_saved(path.name, trouble))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self.said.emit(_("The report is in the clipboard."))

    def _choose_file(self) -> None:
        dialog = file_dialog(self, _("Save report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for widget in (self.language, self.copy_button, self.save_button):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Words(_("Report for the provider’s help desk"), Type.HEADING))
        left_out = _("Passwords, user names and private addresses are left out.")
        column.addWidget(Words(left_out, Type.SMALL, Ink.SECOND).wrapped())
        column.addSpacing(4)
        column.addLayout(buttons)

    def _text(self) -> str:
        return report(self._checked, self.language.currentData()) if self._checked is not None else ""
