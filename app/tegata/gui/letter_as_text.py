"""A letter that its own disk does not take, written as a text file wherever the user says."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tegata.delivery.notices import NotSaved
from tegata.gui.announce import announce
from tegata.gui.file_dialog import file_dialog
from tegata.gui.letter_files import file_name
from tegata.gui.letter_sheet import LetterSheet
from tegata.mail.draft import Draft
from tegata.store.text_file import write_text_file
from tegata.words.gettext import _
from tegata.words.mnemonics import plain
from tegata.words.outcomes import not_saved

_SUFFIX = "txt"


class LetterAsText(QObject):
    """Offers it in the note under the sheet, and asks in front of `window`."""

    saved = Signal()

    def __init__(self, sheet: LetterSheet, window: QWidget) -> None:
        super().__init__(window)
        self._sheet = sheet
        self._window = window
        self._is_offered = False

    def offer(self, detail: str) -> None:
        """Say that the letter could not be saved, with `detail` beneath and the button that saves it."""
        self._is_offered = True
        headline = _("This letter could not be saved")
        self._sheet.ask(headline, detail, _("Save as te&xt…"), self._choose_file)
        announce(self._window, headline)

    def withdraw(self) -> None:
        """Take the offer away: the letter is saved after all."""
        if self._is_offered:
            self._is_offered = False
            self._sheet.hush()

    def save(self, path: Path) -> None:
        """Write the letter into this file, and say what became of it."""
        trouble = write_text_file(path, as_text(self._sheet.draft()))
        if trouble is not None:
            self.offer(not_saved(NotSaved(trouble.kind, trouble.detail)))
            return
        self.withdraw()
        self._sheet.tell(_("Saved as {file}").format(file=path.name), str(path.parent))
        self.saved.emit()

    def _choose_file(self) -> None:
        draft = self._sheet.draft()
        dialog = file_dialog(self._window, _("Save as text"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_SUFFIX)
        dialog.selectFile(str(Path(file_name(draft.subject)).with_suffix(f".{_SUFFIX}")))
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def as_text(draft: Draft) -> str:
    """Return the letter for people to read: who it is to, the subject, the files' places, and the text."""
    people = ((_("&To"), draft.to), (_("&Cc"), draft.cc), (_("&Bcc"), draft.bcc))
    head = [(label, ", ".join(those)) for label, those in people if those]
    files = [(_("Attachment"), str(each.path)) for each in draft.attachments]
    lines = [*head, (_("Sub&ject"), draft.subject), *files]
    return "\n".join([*(f"{plain(label)}: {value}" for label, value in lines), "", draft.body, ""])
